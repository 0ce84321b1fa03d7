package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.util.Optional;

/** What happened. All but the first and the last are of one transfer, by name. */
public sealed interface Event {
  /** The run begins. */
  record Begun() implements Event {}

  /**
   * All requests of the step succeeded.
   *
   * @param clusterIp of the Service, where the step made one
   */
  record StepDone(String transfer, Step step, Optional<String> clusterIp) implements Event {}

  /** One request of the step failed for good; those after it were not sent. */
  record StepFailed(String transfer, Step step, Failure failure) implements Event {}

  /** A pod is there, or is not what it was. */
  record PodChanged(String transfer, PodState pod) implements Event {}

  /** A pod is no longer there. */
  record PodGone(String transfer, Side side, int attempt) implements Event {}

  /** rsync's log has news. */
  record Progressed(String transfer, int attempt, RsyncLog log) implements Event {}

  /** No more of rsync's log will come: its container ended, or its log can't be read. */
  record LogEnded(String transfer, int attempt, Optional<Failure> unreadable) implements Event {}

  /** The end of a container's log, as far as it could be read. */
  record LogRead(String transfer, ContainerLog log) implements Event {}

  record TimerFired(Timer timer) implements Event {}

  /** The run must end; what it made is deleted. */
  record StopRequested(Failure why) implements Event {}
}
