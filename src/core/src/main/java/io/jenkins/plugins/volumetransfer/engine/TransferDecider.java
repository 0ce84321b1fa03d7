package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One decision about one transfer: takes its state apart, lets one event in, looks at what follows,
 * and puts it together again. An object lives for one call.
 *
 * <pre>
 * NOT_STARTED -> CHECKING -> PREPARING_DESTINATION -> STARTING_DESTINATION -> STARTING_SOURCE
 *   -> COPYING -> SETTLING (-> READING_TUNNEL_LOGS) -> CLEANING -> ENDED
 * what a process that died has left: NOT_STARTED -> STARTING_SOURCE with its pods, if they are
 *   both there; else -> REMOVING_REMAINS -> CHECKING
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
final class TransferDecider {
  /** How long a container's state may come after the end of its log. */
  private static final Duration LOG_AGAIN = Duration.ofSeconds(5);

  private final TransferDraft draft;
  private final AttemptEnd end;
  private final TransferPhases phases;
  private final TransferTimers timers;

  private TransferDecider(TransferDraft draft) {
    this.draft = draft;
    end = new AttemptEnd(draft);
    phases = new TransferPhases(draft, end);
    timers = new TransferTimers(draft, phases, end);
  }

  static Decision<TransferState> decide(TransferState state, Instant now, Event event) {
    TransferDraft draft = new TransferDraft(state, now);
    if (draft.phase != Phase.ENDED) {
      new TransferDecider(draft).take(event);
    }
    return draft.decision();
  }

  private void take(Event event) {
    if (event instanceof Event.TurnCame) {
      if (draft.phase == Phase.NOT_STARTED) {
        phases.start();
      }
    } else if (event instanceof Event.Resumed) {
      if (draft.phase == Phase.NOT_STARTED) {
        phases.resume();
      }
    } else if (event instanceof Event.StepDone done) {
      stepDone(done);
    } else if (event instanceof Event.AddressPublished found) {
      draft.endpoint = Optional.of(found.published());
      phases.advance();
    } else if (event instanceof Event.TunnelLogsRead read) {
      end.tunnelLogsRead(read);
    } else if (event instanceof Event.StepFailed failed) {
      stepFailed(failed);
    } else if (event instanceof Event.PodChanged changed) {
      podChanged(changed.pod());
    } else if (event instanceof Event.PodGone gone) {
      podGone(gone);
    } else if (event instanceof Event.NamespaceTerminating going) {
      if (draft.active()) {
        end.conclude(Optional.of(Diagnosis.ofNamespace(going.side(), going.namespace())));
      }
    } else if (event instanceof Event.Progressed progressed) {
      progressed(progressed);
    } else if (event instanceof Event.LogEnded ended) {
      logEnded(ended);
    } else if (event instanceof Event.LogRead read) {
      draft.announce(new Announcement.Logs(draft.name(), read.log()));
    } else if (event instanceof Event.TimerFired fired) {
      timers.fired(fired.timer());
    } else if (event instanceof Event.StopRequested stop) {
      stop(stop.why());
    }
  }

  private void stepDone(Event.StepDone done) {
    switch (done.step()) {
      case CHECK_CLAIMS -> {
        if (draft.phase == Phase.CHECKING) {
          draft.enter(Phase.PREPARING_DESTINATION);
          draft.made.add(Side.DESTINATION);
          draft.create(
              RequestKind.CREATE_DESTINATION, Side.DESTINATION, draft.manifests().destination());
        }
      }
      case CREATE_DESTINATION -> {
        draft.endpoint = published(done.published());
        if (draft.endpoint.isEmpty() && draft.awaitsAddress() && draft.active()) {
          draft.act(new Action.WatchAddress(draft.name(), draft.refs().service()));
        }
        if (draft.phase == Phase.PREPARING_DESTINATION) {
          phases.beginAttempt();
        }
      }
      case CREATE_DESTINATION_POD -> {
        draft.admitted = true;
        created(Side.DESTINATION);
      }
      case CREATE_SOURCE -> {
        draft.sourceComplete = true;
        created(Side.SOURCE);
      }
      case DELETE_PODS, DELETE_REMAINS -> draft.podsDeleted = true;
      case DELETE_ALL -> draft.objectsDeleted = draft.phase == Phase.CLEANING;
    }
    phases.advance();
  }

  /** A pod that has been seen already may be gone by now: the watch knows better. */
  private void created(Side side) {
    if (!draft.pods.containsKey(side)) {
      draft.present.add(side);
    }
  }

  private Optional<Published> published(Optional<Published> byObjects) {
    return draft.manifests().spec().endpoint() instanceof Endpoint.Address given
        ? Optional.of(new Published(Optional.of(given.host()), given.port()))
        : byObjects;
  }

  private void stepFailed(Event.StepFailed failed) {
    switch (failed.step()) {
      case CHECK_CLAIMS -> {
        if (draft.phase == Phase.CHECKING) {
          end.conclude(Optional.of(failed.failure()));
        }
      }
      case CREATE_DESTINATION -> {
        if (draft.active()) {
          if (failed.failure().reason() == Reason.ALREADY_EXISTS) {
            // They are another run's: not ours to delete.
            draft.made.remove(Side.DESTINATION);
          }
          end.conclude(Optional.of(failed.failure()));
        }
      }
      case CREATE_DESTINATION_POD, CREATE_SOURCE -> {
        if (draft.active()) {
          end.attemptFailed(failed.failure());
        }
      }
      case DELETE_PODS, DELETE_REMAINS -> {
        if (draft.phase == Phase.REMOVING_PODS || draft.phase == Phase.REMOVING_REMAINS) {
          end.conclude(Optional.of(failed.failure()));
        }
      }
      case DELETE_ALL -> {
        if (draft.phase == Phase.CLEANING) {
          draft.warn("clean-up failed: " + failed.failure().message());
          end.end(draft.leftBehind());
        }
      }
    }
  }

  private void podChanged(PodState pod) {
    if (draft.phase == Phase.NOT_STARTED && pod.attempt() > draft.attempt) {
      // A former process of this run has made it.
      draft.attempt = pod.attempt();
      draft.pods.clear();
      draft.present.clear();
    }
    if (pod.attempt() != draft.attempt) {
      return;
    }
    draft.present.add(pod.side());
    draft.pods.put(pod.side(), pod);
    pod.unschedulable()
        .filter(text -> draft.active())
        .ifPresent(
            text -> draft.warn("no node takes the " + pod.side().label() + " pod yet: " + text));
    if (draft.active()) {
      pod.warnings().stream()
          // The line above says the same of a pod without a node.
          .filter(warning -> !warning.reason().equals("FailedScheduling"))
          .forEach(warning -> draft.warn("the " + pod.side().label() + " pod: " + warning));
    }
    phases.advance();
  }

  private void podGone(Event.PodGone gone) {
    if (gone.attempt() != draft.attempt) {
      return;
    }
    draft.present.remove(gone.side());
    if (draft.active()) {
      // What rsync itself ended with counts, even if its pod went away right after.
      if (draft
          .rsyncEnded()
          .filter(end -> !Diagnosis.mayHaveDeeperCause(end.exitCode()))
          .isPresent()) {
        end.judge();
      } else {
        end.attemptFailed(
            Diagnosis.ofDeleted(gone.side(), Optional.ofNullable(draft.pods.get(gone.side()))));
      }
    }
    phases.advance();
  }

  private void progressed(Event.Progressed progressed) {
    if (progressed.attempt() != draft.attempt) {
      return;
    }
    boolean news = progressed.log().news() > draft.log.news();
    draft.log = progressed.log();
    draft.announce(new Announcement.Progress(draft.name(), draft.attempt, draft.log));
    draft.log.doubts().forEach(draft::warn);
    // Before rsync begins, the script waits for the tunnel, with a bound and a name of its own.
    if (news && draft.phase == Phase.COPYING && !draft.log.volumes().isEmpty()) {
      draft.setTimer(Timer.Kind.NO_PROGRESS, draft.manifests().spec().timeouts().noProgress());
    }
  }

  /**
   * The end of a log is no end of its container: connections break. While rsync still runs, the log
   * is opened again; where it can't be read at all, silence means nothing any more.
   */
  private void logEnded(Event.LogEnded ended) {
    if (ended.attempt() != draft.attempt) {
      return;
    }
    draft.logEnded = true;
    Optional<Failure> unreadable = ended.unreadable();
    if (unreadable.isPresent()) {
      draft.warn("progress is not known: " + unreadable.get().message());
      draft.cancel(Timer.Kind.NO_PROGRESS);
    }
    boolean mayBeRead = unreadable.map(why -> why.retry() == Retry.MAY_HELP).orElse(true);
    if (draft.phase == Phase.COPYING && mayBeRead) {
      draft.setTimer(Timer.Kind.LOG_AGAIN, LOG_AGAIN);
    }
    phases.advance();
  }

  private void stop(Failure why) {
    if (draft.phase == Phase.NOT_STARTED) {
      draft.started = draft.now;
    }
    if (draft.phase != Phase.CLEANING) {
      end.conclude(Optional.of(why));
    }
  }
}
