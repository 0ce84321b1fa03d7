package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks the API servers to admit what a run would make ({@code dryRun=All}): quotas, limits, Pod
 * Security, policies and webhooks answer as they will, and nothing is stored.
 */
public record Rehearsal(Function<Side, Cluster> clusters) {
  private static final Finding.Subject SUBJECT = Finding.Subject.ADMISSION;

  /** What a webhook that has effects of its own is answered for. */
  private static final String NO_DRY_RUN = "does not support dry run";

  /** One finding for each object that is refused; else one for all. */
  public List<Finding> of(Side side, List<? extends HasMetadata> objects) {
    List<Finding> findings = new ArrayList<>();
    for (HasMetadata object : objects) {
      try {
        clusters.apply(side).rehearse(object);
      } catch (ClusterException e) {
        findings.add(refused(side, e.failure()));
      }
    }
    if (findings.isEmpty() && !objects.isEmpty()) {
      findings.add(
          Finding.ok(
              SUBJECT,
              "the "
                  + side.label()
                  + " cluster would admit "
                  + objects.size()
                  + " objects of a run (dryRun=All)"));
    }
    return findings;
  }

  private static Finding refused(Side side, Failure failure) {
    String what = side.label() + ": " + failure.message();
    return failure.message().contains(NO_DRY_RUN) || failure.reason() == Reason.API_UNREACHABLE
        ? Finding.unknown(SUBJECT, what)
        : Finding.failed(SUBJECT, failure.reason(), what);
  }
}
