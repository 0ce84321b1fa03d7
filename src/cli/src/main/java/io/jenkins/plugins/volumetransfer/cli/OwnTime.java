package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.PodTime;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When this process ends by itself, so that it can clean up and tell why before the pod that it
 * runs in is ended, which may be by SIGKILL.
 *
 * @param left from now on
 * @param why for people
 */
record OwnTime(Duration left, String why) {
  /** For results to be written, and for what the TaskRun's time has begun before its pod. */
  static final Duration SPARE = Duration.ofSeconds(20);

  /**
   * @param stopMax how long the clean-up may take
   * @return empty: the pod has no deadline, or it may not be looked at
   */
  static Optional<OwnTime> of(OwnPod pod, Environment environment, Duration stopMax) {
    ClusterRef own =
        new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.KUBECONFIG);
    try (Cluster cluster = environment.tellingClusters().open(own)) {
      return cluster
          .timeOf(pod)
          .map(time -> of(time, environment.clock().instant(), stopMax.plus(SPARE)));
    } catch (ClusterException e) {
      Errors.print(
          environment,
          "when this pod's time is over is not known, so keep --timeout below it: "
              + e.failure().message());
      return Optional.empty();
    }
  }

  /**
   * Half of a time that is very short is left for the copy.
   *
   * @param early before the time is over
   */
  static OwnTime of(PodTime time, Instant now, Duration early) {
    Duration half = time.length().dividedBy(2);
    Duration lead = early.compareTo(half) < 0 ? early : half;
    Duration left = Duration.between(now, time.begin().plus(time.length()).minus(lead));
    return new OwnTime(
        left.isNegative() ? Duration.ZERO : left,
        "the time of %s, %s s, is over in %s s; give it a longer timeout"
            .formatted(time.whose(), time.length().toSeconds(), lead.toSeconds()));
  }
}
