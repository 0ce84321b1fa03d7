package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends a run in good order on the first signal, or when the time of the pod is over: it is stopped
 * and may clean up, within a bound. The second signal ends the process at once.
 */
public final class Interruption {
  public static final Duration CLEAN_UP_MAX = Duration.ofSeconds(100);

  private final RunHandle run;
  private final String advice;
  private final Signals signals;
  private final Consumer<String> tell;
  private final Consumer<String> lastWords;
  private final Duration cleanUpMax;
  private final CompletableFuture<Optional<RunResult>> end = new CompletableFuture<>();
  private final CompletableFuture<StopSignal> first = new CompletableFuture<>();
  private boolean left;

  /**
   * @param advice how to remove what the run leaves if it is not waited for
   * @param tell what the user is to know
   * @param lastWords the same, said before it returns
   */
  Interruption(
      RunHandle run,
      String advice,
      Signals signals,
      Consumer<String> tell,
      Consumer<String> lastWords,
      Duration cleanUpMax) {
    this.run = run;
    this.advice = advice;
    this.signals = signals;
    this.tell = tell;
    this.lastWords = lastWords;
    this.cleanUpMax = cleanUpMax;
    run.result().thenAccept(result -> end.complete(Optional.of(result)));
  }

  void begin() {
    signals.listen(this::came);
  }

  /** Stops the run when its time is over, if it has not ended by then. */
  void stopAfter(OwnTime time) {
    CompletableFuture.delayedExecutor(time.left().toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> timeOver(time.why()));
  }

  /** Nobody waits for the run any more. Does nothing once it has ended, or is being stopped. */
  synchronized void leave() {
    left = !first.isDone() && end.complete(Optional.empty());
  }

  synchronized boolean left() {
    return left;
  }

  private synchronized void timeOver(String why) {
    if (end.isDone()) {
      return;
    }
    tell.accept(why + ": deleting what the run has made");
    end.completeOnTimeout(Optional.empty(), cleanUpMax.toMillis(), TimeUnit.MILLISECONDS);
    run.stop(new Failure(Reason.DEADLINE, why));
  }

  private synchronized void came(StopSignal signal) {
    if (left) {
      return;
    }
    if (!first.complete(signal)) {
      lastWords.accept("left at once; " + advice);
      signals.halt(signal.status());
      return;
    }
    tell.accept(
        "stopped by "
            + signal.text()
            + ": deleting what the run has made (once more: leave at once)");
    end.completeOnTimeout(Optional.empty(), cleanUpMax.toMillis(), TimeUnit.MILLISECONDS);
    run.stop(new Failure(Reason.ABORTED, "stopped by " + signal.text()));
  }

  /** The run's result; empty: it was left, or stopped and did not end within the bound. */
  Optional<RunResult> await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first signal that came, if one did. */
  Optional<StopSignal> signal() {
    return Optional.ofNullable(first.getNow(null));
  }
}
