package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine's one function. Deals an event to the transfers that it concerns, lets those that wait
 * have their turn, and ends the run.
 */
public final class Decider {
  private final Instant now;
  private final List<Action> actions = new ArrayList<>();
  private Run run;

  private Decider(Run run, Instant now) {
    this.run = run;
    this.now = now;
  }

  /**
   * What follows from an event.
   *
   * @param now the time of the event
   */
  public static Decision<Run> decide(Run run, Instant now, Event event) {
    if (run.finished()) {
      return new Decision<>(run, List.of());
    }
    Decider decider = new Decider(run, now);
    decider.take(event);
    return new Decision<>(decider.run, decider.actions);
  }

  private void take(Event event) {
    if (event instanceof Event.Begun begun) {
      begin(begun);
    } else if (event instanceof Event.StopRequested || event.equals(deadlineFired())) {
      Event stop = event instanceof Event.StopRequested ? event : deadline();
      run.transfers().values().forEach(state -> deal(state, stop));
    } else {
      run.transfer(Event.transferOf(event)).ifPresent(state -> deal(state, event));
    }
    if (run.result().isPresent()) {
      finish(run.result().get());
    }
  }

  private void begin(Event.Begun begun) {
    actions.add(
        new Action.Announce(
            new Announcement.RunBegan(
                run.id(),
                run.transfers().values().stream()
                    .map(TransferState::manifests)
                    .map(Manifests::transfer)
                    .toList())));
    begun.notices().forEach(notice -> actions.add(new Action.Announce(notice)));
    actions.add(new Action.SetTimer(deadlineTimer(), run.timeout()));
    run = begun.endpoint().map(run::reachedBy).orElse(run);
    giveTurns();
  }

  private void deal(TransferState before, Event event) {
    Decision<TransferState> decision = TransferDecider.decide(before, now, event);
    TransferState after = decision.state();
    run = run.with(after);
    actions.addAll(decision.actions());
    if (after.phase() == Phase.ENDED && before.phase() != Phase.ENDED) {
      ended(after);
    }
  }

  private void ended(TransferState state) {
    if (run.turns().taken().contains(state.name())) {
      run = run.with(run.turns().without(state.name()));
      actions.add(new Action.PassTurn(state.name()));
    }
    boolean failed = !state.result().orElseThrow().succeeded();
    if (failed && run.failFast()) {
      run.transfers().keySet().stream()
          .flatMap(name -> run.transfer(name).stream())
          .filter(other -> other.phase() != Phase.ENDED)
          .toList()
          .forEach(other -> stopFor(state.name(), other.name()));
    }
    giveTurns();
  }

  /** Those that wait end at once, which may have ended this one too. */
  private void stopFor(String failed, String other) {
    TransferState state = run.transfer(other).orElseThrow();
    deal(
        state,
        new Event.StopRequested(
            state.phase() == Phase.NOT_STARTED
                ? new Failure(
                    Reason.NOT_STARTED,
                    "never started, as " + failed + " failed and `failFast` is set; run it again")
                : new Failure(
                    Reason.FAIL_FAST,
                    "stopped, as "
                        + failed
                        + " failed and `failFast` is set; the next run goes on where it stopped")));
  }

  private void giveTurns() {
    for (TransferState state : run.transfers().values()) {
      if (!run.turns().free()) {
        return;
      }
      if (state.phase() == Phase.NOT_STARTED && !run.turns().taken().contains(state.name())) {
        run = run.with(run.turns().with(state.name()));
        actions.add(new Action.AwaitTurn(state.name()));
      }
    }
  }

  private void finish(RunResult result) {
    actions.add(new Action.CancelTimer(deadlineTimer()));
    actions.add(new Action.Announce(new Announcement.RunEnded(result)));
    actions.add(new Action.Finish(result));
    run = run.asFinished();
  }

  private static Timer deadlineTimer() {
    return new Timer("", Timer.Kind.DEADLINE, 0);
  }

  private static Event deadlineFired() {
    return new Event.TimerFired(deadlineTimer());
  }

  /** The deadline is the run's: to each transfer it is an order to stop. */
  private Event deadline() {
    return new Event.StopRequested(
        new Failure(
            Reason.DEADLINE,
            "not done within "
                + run.timeout().toSeconds()
                + " s; raise `timeoutSeconds`, the next run goes on where this one stopped"));
  }
}
