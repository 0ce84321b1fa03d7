package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What it means for a transfer that pods use a claim. Pure. */
final class InUse {
  private static final int NAMED_MAX = 3;
  private static final Set<String> SEVERAL_NODES = Set.of("ReadWriteMany", "ReadOnlyMany");
  private static final String ONE_POD = "ReadWriteOncePod";

  private InUse() {}

  /**
   * @param others the pods that use it, without the run's own
   * @param allowed whether a destination may be written to all the same
   */
  static Finding of(
      Side side,
      ClaimRef ref,
      PersistentVolumeClaim claim,
      List<ClaimUse> others,
      boolean allowed) {
    String name = "the " + side.label() + " claim " + ref.namespace() + "/" + ref.claim();
    Finding.Subject subject = Finding.Subject.USERS;
    if (others.isEmpty()) {
      return Finding.ok(subject, "no pod uses " + name);
    }
    boolean onePod = claim.getSpec().getAccessModes().contains(ONE_POD);
    List<ClaimUse> users =
        others.stream().filter(use -> onePod || use.access() == ClaimUse.Access.FILES).toList();
    if (users.isEmpty()) {
      return Finding.ok(
          subject,
          "no pod uses the files of %s; Tekton's %s only keeps it there"
              .formatted(name, named(others)));
    }
    String used = name + " is used by " + named(users);
    if (onePod) {
      return Finding.failed(
          subject,
          Reason.CLAIM_IN_USE,
          used + " and has the access mode " + ONE_POD + ": no other pod can mount it; stop that");
    }
    if (side == Side.DESTINATION && !allowed) {
      return Finding.failed(
          subject, Reason.CLAIM_IN_USE, used + "; stop what uses it, or set `allowInUse: true`");
    }
    return Finding.warning(
        subject,
        used
            + (side == Side.SOURCE
                ? ": files that change while they are copied may be copied half"
                : ": it sees files come and go, and may lose what it writes")
            + node(claim, others)
                .map(node -> "; the transfer pod goes to node " + node + " too")
                .orElse(""));
  }

  /** Where a pod must be to use the claim beside those that do; empty: that does not matter. */
  static Optional<String> node(PersistentVolumeClaim claim, List<ClaimUse> others) {
    return claim.getSpec().getAccessModes().stream().anyMatch(SEVERAL_NODES::contains)
        ? Optional.empty()
        : others.stream().flatMap(use -> use.node().stream()).findFirst();
  }

  private static String named(List<ClaimUse> others) {
    return others.stream()
            .limit(NAMED_MAX)
            .map(use -> "pod " + use.pod() + use.node().map(node -> " on node " + node).orElse(""))
            .collect(Collectors.joining(", "))
        + (others.size() > NAMED_MAX ? " and " + (others.size() - NAMED_MAX) + " more" : "");
  }
}
