package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who gives way, of runs that write to one claim: whoever's destination pod the cluster stored
 * later. RunsOnOneClaimTest explores the rule in full.
 */
record Rivals(RunId own, Transfer transfer, Advice advice) {
  static final Duration AT_ONCE = Duration.ZERO;

  /**
   * For the next attempt of a run that was first once: whoever came meanwhile and saw its former
   * pod gives way, but takes the grace period of its pod (10 s) to go.
   */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  static boolean isFirstAttempt(Pod pod) {
    return "1".equals(pod.getMetadata().getLabels().get(Labels.ATTEMPT));
  }

  /**
   * Why the pod's run must give way; empty: no other was there before it, or all have gone.
   *
   * @param patience until those that were there before are waited for
   */
  Optional<Failure> before(Pod made, Cluster cluster, Duration patience) {
    List<OwnedObject> earlier = cluster.podsWhenMade(made);
    Optional<Failure> refusal = refusal(earlier);
    long end = System.nanoTime() + patience.toNanos();
    while (refusal.isPresent() && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(LOOK_AGAIN.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return refusal;
      }
      List<OwnedObject> now = cluster.owned(List.of(made.getMetadata().getNamespace()));
      refusal =
          refusal(
              now.stream()
                  .filter(pod -> earlier.stream().anyMatch(each -> each.uid().equals(pod.uid())))
                  .toList());
    }
    return refusal;
  }

  private Optional<Failure> refusal(List<OwnedObject> pods) {
    return new OtherRuns(own, pods, advice).refusal(transfer);
  }
}
