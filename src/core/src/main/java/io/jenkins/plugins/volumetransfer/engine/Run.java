package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.Concurrency;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run: its transfers by name, in the order of the spec. Immutable. */
public final class Run {
  private final RunId id;
  private final Duration timeout;
  private final boolean failFast;
  private final Map<String, TransferState> transfers;
  private final Turns turns;
  private final boolean finished;

  private Run(
      RunId id,
      Duration timeout,
      boolean failFast,
      Map<String, TransferState> transfers,
      Turns turns,
      boolean finished) {
    this.id = id;
    this.timeout = timeout;
    this.failFast = failFast;
    this.transfers = transfers;
    this.turns = turns;
    this.finished = finished;
  }

  /**
   * A run that has not begun.
   *
   * @param manifests one for each transfer, all of the same run and spec
   */
  public static Run of(List<Manifests> manifests, Instant now) {
    Map<String, TransferState> transfers = new LinkedHashMap<>();
    manifests.forEach(m -> transfers.put(m.transfer().name(), TransferState.initial(m, now)));
    Manifests first = manifests.get(0);
    Concurrency concurrency = first.spec().concurrency();
    return new Run(
        first.run(),
        first.spec().timeouts().transfer(),
        concurrency.failFast(),
        transfers,
        new Turns(concurrency.max(), Set.of()),
        false);
  }

  public RunId id() {
    return id;
  }

  /** Whether {@link Action.Finish} was given. */
  public boolean finished() {
    return finished;
  }

  Duration timeout() {
    return timeout;
  }

  boolean failFast() {
    return failFast;
  }

  Turns turns() {
    return turns;
  }

  Map<String, TransferState> transfers() {
    return transfers;
  }

  Optional<TransferState> transfer(String name) {
    return Optional.ofNullable(transfers.get(name));
  }

  Run with(TransferState state) {
    Map<String, TransferState> changed = new LinkedHashMap<>(transfers);
    changed.put(state.name(), state);
    return new Run(id, timeout, failFast, changed, turns, finished);
  }

  Run with(Turns others) {
    return new Run(id, timeout, failFast, transfers, others, finished);
  }

  /** Only for a run that has not begun: no transfer has done anything yet. */
  Run reachedBy(Endpoint endpoint) {
    Map<String, TransferState> changed = new LinkedHashMap<>();
    transfers.forEach((name, state) -> changed.put(name, state.reachedBy(endpoint)));
    return new Run(id, timeout, failFast, changed, turns, finished);
  }

  Run asFinished() {
    return new Run(id, timeout, failFast, transfers, turns, true);
  }

  /** The result where the engine itself has failed: nothing is known to be deleted. */
  public RunResult endedBy(Failure failure, Instant now) {
    return new RunResult(
        id,
        transfers.values().stream()
            .map(state -> state.result().orElseGet(() -> state.endedBy(failure, now)))
            .toList());
  }

  /** The result, once every transfer has ended. */
  Optional<RunResult> result() {
    List<TransferResult> results =
        transfers.values().stream().flatMap(state -> state.result().stream()).toList();
    return results.size() == transfers.size()
        ? Optional.of(new RunResult(id, results))
        : Optional.empty();
  }
}
