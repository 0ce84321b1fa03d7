package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.engine.TransferState.Shared;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The engine's one function. Deals an event to the transfers that it concerns, lets those that wait
 * have their turn, and ends the run.
 */
public final class Decider implements Event.Handler {
  private final Instant now;
  private final List<Action> actions = new ArrayList<>();
  private Run run;
  private boolean stopping;

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
    event.accept(decider);
    decider.run.result().ifPresent(decider::finish);
    return new Decision<>(decider.run, decider.actions);
  }

  @Override
  public void handle(Event.Begun begun) {
    begin(begun, run.timeout());
    giveTurns();
  }

  @Override
  public void handle(Event.Resumed resumed) {
    begin(resumed.begun(), resumed.left());
    resume(resumed);
    giveTurns();
  }

  @Override
  public void handle(Event.StopRequested stop) {
    stopAll(name -> stop.why());
  }

  @Override
  public void handle(Event.OfTransfer event) {
    if (event.equals(deadlineFired())) {
      Failure deadline = deadline();
      stopAll(name -> deadline);
    } else {
      deal(event.transfer(), event::accept);
    }
  }

  private void begin(Event.Begun begun, Duration left) {
    actions.add(
        new Action.Announce(
            new Announcement.RunBegan(
                run.id(),
                run.transfers().values().stream()
                    .map(TransferState::manifests)
                    .map(Manifests::transfer)
                    .toList(),
                begun.endpoint())));
    begun.notices().forEach(notice -> actions.add(new Action.Announce(notice)));
    run = begun.endpoint().map(run::reachedBy).orElse(run);
    actions.add(new Action.SetTimer(deadlineTimer(), left));
  }

  /**
   * What is under way already waits for no turn, but takes one. There may be more than turns: what
   * has ended may have left something too. It comes after the living, and the rest has to wait.
   */
  private void resume(Event.Resumed resumed) {
    List<TransferState> found =
        run.transfers().values().stream()
            .filter(state -> resumed.found().containsKey(state.name()))
            .filter(state -> state.phase() == Phase.NOT_STARTED)
            .sorted(Comparator.comparing(state -> !state.underWay()))
            .map(state -> state.startedAt(began(resumed.found().get(state.name()))))
            .map(state -> state.with(Shared.SOURCE_IN_PART))
            .toList();
    found.forEach(state -> run = run.with(state));
    for (TransferState state : found) {
      if (run.turns().free()) {
        awaitTurn(state.name());
        deal(state.name(), TransferDecider::begin);
      }
    }
  }

  /** By the clock of an API server, which may be ahead. */
  private Instant began(Instant since) {
    return since.isBefore(now) ? since : now;
  }

  /** To the transfer as it is by now: another's end may have changed it since the event came. */
  private void deal(String name, Consumer<TransferDecider> news) {
    run.transfer(name).ifPresent(state -> deal(state, news));
  }

  private void deal(TransferState before, Consumer<TransferDecider> news) {
    Decision<TransferState> decision = TransferDecider.decide(before, now, news);
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
    if (stopping) {
      return;
    }
    if (run.failFast() && !state.result().orElseThrow().succeeded()) {
      stopAll(other -> failFast(state.name(), other));
    }
    giveTurns();
  }

  /** While all are being stopped, the end of one neither stops nor starts another. */
  private void stopAll(Function<String, Failure> why) {
    stopping = true;
    run.transfers()
        .keySet()
        .forEach(name -> deal(name, transfer -> transfer.stop(why.apply(name))));
    stopping = false;
  }

  private Failure failFast(String failed, String other) {
    boolean waits =
        run.transfer(other).filter(state -> state.phase() == Phase.NOT_STARTED).isPresent();
    return waits
        ? new Failure(
            Reason.NOT_STARTED,
            "never started, as " + failed + " failed and `failFast` is set; run it again")
        : new Failure(
            Reason.FAIL_FAST,
            "stopped, as "
                + failed
                + " failed and `failFast` is set; the next run goes on where it stopped");
  }

  private void giveTurns() {
    for (TransferState state : run.transfers().values()) {
      if (!run.turns().free()) {
        return;
      }
      if (state.phase() == Phase.NOT_STARTED && !run.turns().taken().contains(state.name())) {
        awaitTurn(state.name());
      }
    }
  }

  private void awaitTurn(String transfer) {
    run = run.with(run.turns().with(transfer));
    actions.add(new Action.AwaitTurn(transfer));
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
  private Failure deadline() {
    return new Failure(
        Reason.DEADLINE,
        "not done within "
            + run.timeout().toSeconds()
            + " s; raise `timeoutSeconds`, the next run goes on where this one stopped");
  }
}
