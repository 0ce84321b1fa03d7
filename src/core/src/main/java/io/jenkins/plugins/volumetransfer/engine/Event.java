package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * The run begins again where a process that died has left it. Pods that are still there have been
   * told of before.
   *
   * @param begun what every beginning tells
   * @param found transfers of which something is still there
   * @param left until the run's deadline, as it was set when the run began
   */
  record Resumed(Begun begun, Set<String> found, Duration left) implements Event {
    public Resumed {
      found = Set.copyOf(found);
    }

    /** With nothing to tell. */
    public Resumed(Set<String> found, Duration left) {
      this(new Begun(), found, left);
    }
  }

  /** The transfer may start: it has waited for its turn. */
  record TurnCame(String transfer) implements Event {}

  /**
   * All requests of the step succeeded.
   *
   * @param published where the step made the objects that tell it
   */
  record StepDone(String transfer, RequestKind step, Optional<Published> published)
      implements Event {}

  /** The destination's Service has got the address that was waited for. */
  record AddressPublished(String transfer, Published published) implements Event {}

  /** One request of the step failed for good; those after it were not sent. */
  record StepFailed(String transfer, RequestKind step, Failure failure) implements Event {}

  /** A pod is there, or is not what it was. */
  record PodChanged(String transfer, PodState pod) implements Event {}

  /** A pod is no longer there. */
  record PodGone(String transfer, Side side, int attempt) implements Event {}

  /** A pod is deleted by somebody else, and its whole namespace with it. */
  record NamespaceTerminating(String transfer, Side side, String namespace) implements Event {}

  /** rsync's log has news. */
  record Progressed(String transfer, int attempt, RsyncLog log) implements Event {}

  /** No more of rsync's log will come: its container ended, or its log can't be read. */
  record LogEnded(String transfer, int attempt, Optional<Failure> unreadable) implements Event {}

  /** The end of a container's log, as far as it could be read. */
  record LogRead(String transfer, ContainerLog log) implements Event {}

  /** The answer to {@link Action.ReadTunnelLogs}. */
  record TunnelLogsRead(String transfer, int attempt, TunnelLogs logs) implements Event {}

  record TimerFired(Timer timer) implements Event {}

  /** The run must end; what it made is deleted. */
  record StopRequested(Failure why) implements Event {}

  /** The transfer that an event is of; empty for those of the whole run. */
  static String transferOf(Event event) {
    if (event instanceof TurnCame e) {
      return e.transfer();
    } else if (event instanceof StepDone e) {
      return e.transfer();
    } else if (event instanceof AddressPublished e) {
      return e.transfer();
    } else if (event instanceof StepFailed e) {
      return e.transfer();
    } else if (event instanceof PodChanged e) {
      return e.transfer();
    } else if (event instanceof PodGone e) {
      return e.transfer();
    } else if (event instanceof NamespaceTerminating e) {
      return e.transfer();
    } else if (event instanceof Progressed e) {
      return e.transfer();
    } else if (event instanceof LogEnded e) {
      return e.transfer();
    } else if (event instanceof LogRead e) {
      return e.transfer();
    } else if (event instanceof TunnelLogsRead e) {
      return e.transfer();
    } else if (event instanceof TimerFired e) {
      return e.timer().transfer();
    }
    return "";
  }
}
