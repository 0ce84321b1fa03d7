package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.Rbac;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code plan} prints. No key is made for it, so none can get out. */
final class Plan {
  private static final String PLACEHOLDER = "made anew for each run, never printed";
  private static final PeerCredentials NO_CREDENTIALS =
      new PeerCredentials(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER);

  private Plan() {}

  /**
   * All objects of the first attempt, in the order of their creation.
   *
   * @param only empty: both sides
   */
  static List<PlannedObject> objects(
      TransferSpec spec, RunId run, Clock clock, Optional<Side> only) {
    Instant expires = clock.instant().plus(spec.timeouts().transfer());
    RunCertificates certificates = new RunCertificates(NO_CREDENTIALS, NO_CREDENTIALS, expires);
    List<PlannedObject> objects = new ArrayList<>();
    for (Transfer transfer : Transfer.of(spec)) {
      Manifests manifests = new Manifests(spec, run, transfer, certificates, expires, "");
      if (only.filter(side -> side == Side.SOURCE).isEmpty()) {
        manifests.destination().forEach(object -> objects.add(planned(object)));
        objects.add(planned(manifests.pod(Side.DESTINATION, 1)));
      }
      if (only.filter(side -> side == Side.DESTINATION).isEmpty()) {
        for (HasMetadata object : manifests.source(address(manifests))) {
          objects.add(
              object.getKind().equals("ConfigMap") && byService(spec)
                  ? new PlannedObject(
                      object, Optional.of("A run writes the Service's ClusterIP into `connect`."))
                  : planned(object));
        }
        objects.add(planned(manifests.pod(Side.SOURCE, 1)));
      }
    }
    return objects;
  }

  /** The Service's address is not known before there is one; its name is. */
  private static Address address(Manifests manifests) {
    if (manifests.spec().endpoint() instanceof Endpoint.Address given) {
      return new Address(given.host(), given.port());
    }
    Transfer transfer = manifests.transfer();
    return new Address(
        ObjectNames.base(manifests.run(), transfer, Side.DESTINATION)
            + "."
            + transfer.destinationNamespace()
            + ".svc",
        manifests.destinationPort());
  }

  private static boolean byService(TransferSpec spec) {
    return spec.endpoint() instanceof Endpoint.ClusterIp;
  }

  private static PlannedObject planned(HasMetadata object) {
    if (!(object instanceof Secret secret)) {
      return new PlannedObject(object, Optional.empty());
    }
    Map<String, String> placeholders = new LinkedHashMap<>();
    secret.getData().keySet().forEach(key -> placeholders.put(key, PLACEHOLDER));
    return new PlannedObject(
        new SecretBuilder(secret).withData(Map.of()).withStringData(placeholders).build(),
        Optional.of("Placeholders: keys and certificates are made anew for each run."));
  }

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
