package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened. */
public sealed interface Event {
  /** What a run makes of whatever happens. */
  interface Handler {
    void handle(Begun begun);

    void handle(Resumed resumed);

    void handle(StopRequested stop);

    void handle(OfTransfer event);
  }

  void accept(Handler handler);

  /** What happened to one transfer. */
  sealed interface OfTransfer extends Event {
    /** Its name; empty: it is the run's own timer. */
    String transfer();

    void accept(TransferHandler handler);

    @Override
    default void accept(Handler handler) {
      handler.handle(this);
    }
  }

  /** What a transfer makes of whatever happens to it. */
  interface TransferHandler {
    void handle(TurnCame turn);

    void handle(StepDone done);

    void handle(AddressPublished found);

    void handle(StepFailed failed);

    void handle(PodChanged changed);

    void handle(PodFound found);

    void handle(PodGone gone);

    void handle(NamespaceTerminating going);

    void handle(Progressed progressed);

    void handle(LogEnded ended);

    void handle(LogRead read);

    void handle(TunnelLogsRead read);

    void handle(TimerFired fired);
  }

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

    @Override
    public void accept(Handler handler) {
      handler.handle(this);
    }
  }

  /**
   * The run begins again where a process that died has left it. Pods that are still there have been
   * told of before.
   *
   * @param begun what every beginning tells
   * @param found transfers of which something is still there, and since when
   * @param left until the run's deadline, as it was set when the run began
   */
  record Resumed(Begun begun, Map<String, Instant> found, Duration left) implements Event {
    public Resumed {
      found = Map.copyOf(found);
    }

    /** With nothing to tell. */
    public Resumed(Map<String, Instant> found, Duration left) {
      this(new Begun(), found, left);
    }

    @Override
    public void accept(Handler handler) {
      handler.handle(this);
    }
  }

  /** The transfer may start: it has waited for its turn. */
  record TurnCame(String transfer) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /**
   * All requests of the step succeeded.
   *
   * @param published where the step made the objects that tell it
   */
  record StepDone(String transfer, RequestKind step, Optional<Published> published)
      implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** The destination's Service has got the address that was waited for. */
  record AddressPublished(String transfer, Published published) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** One request of the step failed for good; those after it were not sent. */
  record StepFailed(String transfer, RequestKind step, Failure failure) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** A pod is there, or is not what it was. */
  record PodChanged(String transfer, PodState pod) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /**
   * A pod was there when it was deleted. Its creation may have been told as failed, and its watch
   * may be late.
   */
  record PodFound(String transfer, ObjectRef pod) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** A pod is no longer there. */
  record PodGone(String transfer, Side side, int attempt) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** A pod is deleted by somebody else, and its whole namespace with it. */
  record NamespaceTerminating(String transfer, Side side, String namespace) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** rsync's log has news. */
  record Progressed(String transfer, int attempt, RsyncLog log) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** No more of rsync's log will come: its container ended, or its log can't be read. */
  record LogEnded(String transfer, int attempt, Optional<Failure> unreadable)
      implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** The end of a container's log, as far as it could be read. */
  record LogRead(String transfer, ContainerLog log) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** The answer to {@link Action.ReadTunnelLogs}. */
  record TunnelLogsRead(String transfer, int attempt, TunnelLogs logs) implements OfTransfer {
    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  record TimerFired(Timer timer) implements OfTransfer {
    @Override
    public String transfer() {
      return timer.transfer();
    }

    @Override
    public void accept(TransferHandler handler) {
      handler.handle(this);
    }
  }

  /** The run must end; what it made is deleted. */
  record StopRequested(Failure why) implements Event {
    @Override
    public void accept(Handler handler) {
      handler.handle(this);
    }
  }
}
