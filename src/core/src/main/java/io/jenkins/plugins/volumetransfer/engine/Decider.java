package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The engine's one function. Deals an event to the transfers it concerns, and ends the run. */
public final class Decider {
  private static final Timer.Kind DEADLINE = Timer.Kind.DEADLINE;

  private Decider() {}

  /**
   * What follows from an event.
   *
   * @param now the time of the event
   */
  public static Decision<Run> decide(Run run, Instant now, Event event) {
    if (run.finished()) {
      return new Decision<>(run, List.of());
    }
    List<Action> actions = new ArrayList<>();
    Run next = run;
    if (event instanceof Event.Begun begun) {
      actions.add(
          new Action.Announce(
              new Announcement.RunBegan(
                  run.id(),
                  run.transfers().values().stream()
                      .map(TransferState::manifests)
                      .map(Manifests::transfer)
                      .toList())));
      begun.notices().forEach(notice -> actions.add(new Action.Announce(notice)));
      actions.add(new Action.SetTimer(deadline(), run.timeout()));
      next = begun.endpoint().map(run::reachedBy).orElse(run);
    }
    for (TransferState state : List.copyOf(next.transfers().values())) {
      if (concerns(event, state.name())) {
        Decision<TransferState> decision =
            TransferDecider.decide(state, now, translated(event, run));
        next = next.with(decision.state());
        actions.addAll(decision.actions());
      }
    }
    if (next.result().isPresent()) {
      RunResult result = next.result().get();
      actions.add(new Action.CancelTimer(deadline()));
      actions.add(new Action.Announce(new Announcement.RunEnded(result)));
      actions.add(new Action.Finish(result));
      next = next.asFinished();
    }
    return new Decision<>(next, actions);
  }

  /** The deadline is the run's: to each transfer it is an order to stop. */
  private static Event translated(Event event, Run run) {
    return event.equals(new Event.TimerFired(deadline()))
        ? new Event.StopRequested(
            new Failure(
                Reason.DEADLINE,
                "not done within "
                    + run.timeout().toSeconds()
                    + " s; raise `timeoutSeconds`, the next run goes on where this one stopped"))
        : event;
  }

  private static Timer deadline() {
    return new Timer("", DEADLINE, 0);
  }

  private static boolean concerns(Event event, String transfer) {
    if (event instanceof Event.Begun || event instanceof Event.StopRequested) {
      return true;
    }
    if (event instanceof Event.TimerFired fired) {
      return fired.timer().transfer().isEmpty() || fired.timer().transfer().equals(transfer);
    }
    return transfer.equals(transferOf(event));
  }

  private static String transferOf(Event event) {
    if (event instanceof Event.StepDone e) {
      return e.transfer();
    } else if (event instanceof Event.AddressPublished e) {
      return e.transfer();
    } else if (event instanceof Event.TunnelLogsRead e) {
      return e.transfer();
    } else if (event instanceof Event.StepFailed e) {
      return e.transfer();
    } else if (event instanceof Event.PodChanged e) {
      return e.transfer();
    } else if (event instanceof Event.PodGone e) {
      return e.transfer();
    } else if (event instanceof Event.Progressed e) {
      return e.transfer();
    } else if (event instanceof Event.LogEnded e) {
      return e.transfer();
    }
    throw new IllegalArgumentException("an event of no transfer: " + event);
  }
}
