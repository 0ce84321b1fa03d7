package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.engine.PhaseState.Deleted;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Following;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Plain;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.StartingDestination;
import io.jenkins.plugins.volumetransfer.engine.TransferState.Shared;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One decision about one transfer: takes its state apart, lets one event in, looks at what follows,
 * and puts it together again. An object lives for one call.
 *
 * <pre>
 * NOT_STARTED -> CHECKING -> PREPARING_DESTINATION -> STARTING_DESTINATION -> STARTING_SOURCE
 *   -> COPYING -> SETTLING (-> READING_TUNNEL_LOGS) -> CLEANING -> ENDED
 * what a process that died has left: NOT_STARTED -> STARTING_SOURCE with its pods, if they are
 *   both there and have not failed; else -> REMOVING_REMAINS -> CHECKING
 * a failed attempt that may help:  any -> REMOVING_PODS -> BACKING_OFF -> STARTING_DESTINATION
 * any other failure, and a stop:   any -> CLEANING
 * </pre>
 *
 * <p>What holds:
 *
 * <ol>
 *   <li>The verdict is success only by {@link Diagnosis#ofEnd}.
 *   <li>A new attempt starts only when the former one's pods are gone: never two writers.
 *   <li>No source pod is made before the destination pod's creation is answered, as this tells
 *       whether another run was there before.
 *   <li>Each phase that waits has a timer, so each ends.
 * </ol>
 */
final class TransferDecider implements Event.TransferHandler {
  /** How long a container's state may come after the end of its log. */
  private static final Duration LOG_AGAIN = Duration.ofSeconds(5);

  private final TransferUpdate transfer;
  private final AttemptEnd end;
  private final TransferPhases phases;
  private final TransferTimers timers;

  private TransferDecider(TransferUpdate transfer) {
    this.transfer = transfer;
    end = new AttemptEnd(transfer);
    phases = new TransferPhases(transfer, end);
    timers = new TransferTimers(transfer, phases, end);
  }

  /**
   * @param news what the transfer is to hear, unless it has ended
   */
  static Decision<TransferState> decide(
      TransferState state, Instant now, Consumer<TransferDecider> news) {
    TransferUpdate transfer = new TransferUpdate(state, now);
    if (state.phase() != Phase.ENDED) {
      news.accept(new TransferDecider(transfer));
    }
    return transfer.decision();
  }

  /** It is the transfer's turn. */
  void begin() {
    if (transfer.phase() != Phase.NOT_STARTED) {
      return;
    }
    if (transfer.state().shared() == Shared.NONE) {
      phases.start();
    } else {
      phases.resume();
    }
  }

  @Override
  public void handle(Event.TurnCame turn) {
    begin();
  }

  @Override
  public void handle(Event.AddressPublished found) {
    transfer.become(transfer.state().with(Optional.of(found.published())));
    phases.advance();
  }

  @Override
  public void handle(Event.TunnelLogsRead read) {
    if (ofThisAttempt(read.attempt())) {
      end.tunnelLogsRead(read.logs());
    }
  }

  @Override
  public void handle(Event.NamespaceTerminating going) {
    if (transfer.phase().active()) {
      end.failed(PodDiagnosis.ofNamespace(going.side(), going.namespace()));
    }
  }

  @Override
  public void handle(Event.LogRead read) {
    transfer.announce(new Announcement.Logs(transfer.name(), read.log()));
  }

  @Override
  public void handle(Event.TimerFired fired) {
    timers.fired(fired.timer());
  }

  @Override
  public void handle(Event.StepDone done) {
    switch (done.step()) {
      case CHECK_CLAIMS -> {
        if (transfer.phase() == Phase.CHECKING) {
          transfer.enter(Plain.PREPARING_DESTINATION);
          transfer.become(transfer.state().with(Shared.DESTINATION));
          transfer.create(
              RequestKind.CREATE_DESTINATION, Side.DESTINATION, transfer.manifests().destination());
        }
      }
      case CREATE_DESTINATION -> {
        Optional<Published> published = published(done.published());
        transfer.become(transfer.state().with(published));
        if (published.isEmpty() && transfer.awaitsAddress() && transfer.phase().active()) {
          transfer.act(new Action.WatchAddress(transfer.name(), transfer.state().refs().service()));
        }
        if (transfer.phase() == Phase.PREPARING_DESTINATION) {
          phases.beginAttempt();
        }
      }
      case CREATE_DESTINATION_POD -> {
        transfer
            .in(StartingDestination.class)
            .ifPresent(starting -> transfer.become(new StartingDestination(true)));
        transfer.become(transfer.attempt().made(Side.DESTINATION));
      }
      case CREATE_SOURCE -> {
        // While an attempt's pods are removed, so is what was made of the source's objects.
        if (transfer.phase().active()) {
          transfer.become(transfer.state().with(Shared.COMPLETE));
        }
        transfer.become(transfer.attempt().made(Side.SOURCE));
      }
      case DELETE_PODS, DELETE_REMAINS -> deleted(Deleted.PODS);
      case DELETE_ALL -> deleted(Deleted.ALL);
      case DELETE_STRAY -> {}
    }
    phases.advance();
  }

  private void deleted(Deleted what) {
    transfer.become(transfer.state().at().with(what));
  }

  private Optional<Published> published(Optional<Published> byObjects) {
    return transfer.spec().endpoint() instanceof Endpoint.Address given
        ? Optional.of(new Published(Optional.of(given.host()), given.port()))
        : byObjects;
  }

  @Override
  public void handle(Event.StepFailed failed) {
    switch (failed.step()) {
      case CHECK_CLAIMS -> {
        if (transfer.phase() == Phase.CHECKING) {
          end.failed(failed.failure());
        }
      }
      case CREATE_DESTINATION -> {
        if (transfer.phase().active()) {
          if (transfer.phase() == Phase.PREPARING_DESTINATION
              && failed.failure().reason() == Reason.ALREADY_EXISTS) {
            // They are another run's: not ours to delete.
            transfer.become(transfer.state().with(Shared.NONE));
          }
          end.failed(failed.failure());
        }
      }
      case CREATE_DESTINATION_POD, CREATE_SOURCE -> {
        if (transfer.phase().active()) {
          end.attemptFailed(failed.failure());
        }
      }
      case DELETE_PODS, DELETE_REMAINS -> {
        if (transfer.phase() == Phase.REMOVING_PODS || transfer.phase() == Phase.REMOVING_REMAINS) {
          end.failed(failed.failure());
        }
      }
      case DELETE_ALL -> {
        if (transfer.phase() == Phase.CLEANING) {
          transfer.warn("clean-up failed: " + failed.failure().message());
          end.cleaned();
        }
      }
      case DELETE_STRAY ->
          transfer.warn(
              "what a process that died has made could not be deleted: "
                  + failed.failure().message());
    }
  }

  @Override
  public void handle(Event.PodChanged changed) {
    PodState pod = changed.pod();
    if (transfer.phase() == Phase.NOT_STARTED && pod.attempt() > transfer.attempt().number()) {
      // A former process of this run has made it.
      transfer.become(new AttemptState(pod.attempt()));
    }
    if (!ofThisAttempt(pod.attempt())) {
      removeStray(pod);
      return;
    }
    transfer.become(transfer.attempt().seen(pod));
    if (transfer.phase().active()) {
      pod.unschedulable()
          .ifPresent(
              text ->
                  transfer.warn("no node takes the " + pod.side().label() + " pod yet: " + text));
      pod.warnings().stream()
          // The line above says the same of a pod without a node.
          .filter(warning -> !warning.reason().equals("FailedScheduling"))
          .forEach(warning -> transfer.warn("the " + pod.side().label() + " pod: " + warning));
    }
    phases.advance();
  }

  /**
   * A request of a process that died may be heard after the pods were listed that it has left. Once
   * there was an attempt, or remains were found, the run's id is known to be its own.
   */
  private void removeStray(PodState pod) {
    boolean own = transfer.attempt().number() > 0 || transfer.phase() == Phase.REMOVING_REMAINS;
    boolean late = pod.attempt() > transfer.attempt().number();
    if (own && late && transfer.phase() != Phase.NOT_STARTED && !pod.deleting()) {
      ObjectRef stray = transfer.state().refs().pod(pod.side(), pod.attempt());
      transfer.act(
          new Action.Delete(transfer.name(), RequestKind.DELETE_STRAY, List.of(stray), Set.of()));
    }
  }

  @Override
  public void handle(Event.PodFound found) {
    Side side = found.pod().side();
    if (transfer.phase().removesPods() && found.pod().equals(transfer.state().pod(side))) {
      transfer.become(transfer.attempt().made(side));
    }
  }

  private boolean ofThisAttempt(int number) {
    return number == transfer.attempt().number();
  }

  @Override
  public void handle(Event.PodGone gone) {
    if (!ofThisAttempt(gone.attempt())) {
      return;
    }
    transfer.become(transfer.attempt().gone(gone.side()));
    if (transfer.phase().active()) {
      // What rsync itself ended with counts, even if its pod went away right after.
      if (transfer
          .attempt()
          .rsyncEnded()
          .filter(end -> !Diagnosis.mayHaveDeeperCause(end.exitCode()))
          .isPresent()) {
        end.judge();
      } else {
        end.attemptFailed(PodDiagnosis.ofDeleted(gone.side(), transfer.attempt().pod(gone.side())));
      }
    }
    phases.advance();
  }

  @Override
  public void handle(Event.Progressed progressed) {
    if (!ofThisAttempt(progressed.attempt())) {
      return;
    }
    RsyncLog log = progressed.log();
    boolean news = log.news() > transfer.attempt().log().news();
    transfer.become(transfer.attempt().logged(log));
    transfer.announce(new Announcement.Progress(transfer.name(), progressed.attempt(), log));
    log.doubts().forEach(transfer::warn);
    // Before rsync begins, the script waits for the tunnel, with a bound and a name of its own.
    if (news && transfer.phase() == Phase.COPYING && !log.volumes().isEmpty()) {
      transfer.setTimer(Timer.Kind.NO_PROGRESS, transfer.spec().timeouts().noProgress());
    }
  }

  /**
   * The end of a log is no end of its container: connections break. While rsync still runs, the log
   * is opened again; where it can't be read at all, silence means nothing any more.
   */
  @Override
  public void handle(Event.LogEnded ended) {
    if (!ofThisAttempt(ended.attempt())) {
      return;
    }
    transfer
        .in(Following.class)
        .ifPresent(at -> transfer.become(new Following(at.settling(), true)));
    Optional<Failure> unreadable = ended.unreadable();
    if (unreadable.isPresent()) {
      transfer.warn("progress is not known: " + unreadable.get().message());
      transfer.cancel(Timer.Kind.NO_PROGRESS);
    }
    boolean mayBeRead = unreadable.map(why -> why.retry() == Retry.MAY_HELP).orElse(true);
    if (transfer.phase() == Phase.COPYING && mayBeRead) {
      transfer.setTimer(Timer.Kind.LOG_AGAIN, LOG_AGAIN);
    }
    phases.advance();
  }

  /** The run must end. */
  void stop(Failure why) {
    if (transfer.phase() == Phase.NOT_STARTED) {
      transfer.become(transfer.state().startedAt(transfer.now));
    }
    if (transfer.phase() != Phase.CLEANING) {
      end.failed(why);
    }
  }
}
