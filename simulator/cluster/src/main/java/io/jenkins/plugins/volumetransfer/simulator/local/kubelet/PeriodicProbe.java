package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs one probe again and again. Says {@link Verdict#PASSED} or {@link Verdict#FAILED} as often as
 * the threshold of successes or failures in a row is reached. Lives on the loop.
 */
final class PeriodicProbe {

  enum Verdict {
    PASSED,
    FAILED
  }

  private static final int PERIOD_SECONDS_DEFAULT = 10;
  private static final int FAILURES_DEFAULT = 3;
  private static final int SUCCESSES_DEFAULT = 1;

  private final Probe probe;
  private final Supplier<CompletableFuture<Boolean>> check;
  private final Loop loop;
  private final Consumer<Verdict> listener;
  private Runnable cancel = () -> {};
  private boolean stopped;
  private int successes;
  private int failures;

  PeriodicProbe(
      Probe probe,
      Supplier<CompletableFuture<Boolean>> check,
      Loop loop,
      Consumer<Verdict> listener) {
    this.probe = probe;
    this.check = check;
    this.loop = loop;
    this.listener = listener;
  }

  PeriodicProbe start() {
    schedule(Objects.requireNonNullElse(probe.getInitialDelaySeconds(), 0));
    return this;
  }

  void stop() {
    stopped = true;
    cancel.run();
  }

  private void schedule(int delaySeconds) {
    if (!stopped) {
      cancel = loop.after(Duration.ofSeconds(delaySeconds), this::run);
    }
  }

  private void run() {
    check.get().exceptionally(failure -> false).thenAcceptAsync(this::count, loop);
  }

  private void count(boolean success) {
    if (stopped) {
      return;
    }
    successes = success ? successes + 1 : 0;
    failures = success ? 0 : failures + 1;
    schedule(Objects.requireNonNullElse(probe.getPeriodSeconds(), PERIOD_SECONDS_DEFAULT));
    if (successes >= Objects.requireNonNullElse(probe.getSuccessThreshold(), SUCCESSES_DEFAULT)) {
      listener.accept(Verdict.PASSED);
    } else if (failures
        >= Objects.requireNonNullElse(probe.getFailureThreshold(), FAILURES_DEFAULT)) {
      listener.accept(Verdict.FAILED);
    }
  }
}
