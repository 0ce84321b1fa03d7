package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.util.List;
import java.util.Optional;

/** What happened. All but the first and the last are of one transfer, by name. */
public sealed interface Event {
  /**
   * The run begins.
   *
   * @param endpoint empty: the one of the spec
   * @param notices to be announced
   */
  record Begun(Optional<Endpoint> endpoint, List<Announcement.Notice> notices) implements Event {
    public Begun {
      notices = List.copyOf(notices);
    }

    /** With nothing to tell. */
    public Begun() {
      this(Optional.empty(), List.of());
    }
  }

  /**
   * All requests of the step succeeded.
   *
   * @param published where the step made the objects that tell it
   */
  record StepDone(String transfer, Step step, Optional<Published> published) implements Event {}

  /** The destination's Service has got the address that was waited for. */
  record AddressPublished(String transfer, Published published) implements Event {}

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

  /** The answer to {@link Action.ReadTunnelLogs}. */
  record TunnelLogsRead(String transfer, int attempt, TunnelLogs logs) implements Event {}

  record TimerFired(Timer timer) implements Event {}

  /** The run must end; what it made is deleted. */
  record StopRequested(Failure why) implements Event {}
}
