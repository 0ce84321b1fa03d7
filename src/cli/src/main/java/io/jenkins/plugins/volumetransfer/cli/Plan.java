package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.manifest.Rbac;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.plan.PlannedObject;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code plan --rbac} prints; apart, so that {@code --help} loads none of Kubernetes' types.
 */
final class Plan {
  private Plan() {}

  /** Roles of both sides come together only where both sides are one cluster. */
  static List<PlannedObject> roles(TransferSpec spec, Optional<Side> only) {
    if (only.isEmpty() && spec.withinOneCluster()) {
      return roles(spec, EnumSet.allOf(Side.class), Optional.empty());
    }
    List<PlannedObject> roles = new ArrayList<>();
    for (Side side : Side.values()) {
      if (only.filter(wanted -> wanted != side).isEmpty()) {
        roles.addAll(
            roles(
                spec,
                EnumSet.of(side),
                Optional.of("In the cluster of the " + side.label() + ".")));
      }
    }
    return roles;
  }

  private static List<PlannedObject> roles(
      TransferSpec spec, Set<Side> sides, Optional<String> comment) {
    return Rbac.roles(spec, sides).stream().map(role -> new PlannedObject(role, comment)).toList();
  }
}
