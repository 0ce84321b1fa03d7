package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that all state of pods belongs to, so that none of it needs a lock; and the time
 * of their node, which may be faster than that of the wall.
 */
public final class Loop implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int CALL_SECONDS_MAX = 30;

  private final int speed;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "kubelet");
            thread.setDaemon(true);
            return thread;
          });

  /** A loop in the time of the wall. */
  public Loop() {
    this(1);
  }

  /**
   * @param speed seconds of the loop's time in a second of the wall's; from 1
   */
  public Loop(int speed) {
    if (speed < 1) {
      throw new IllegalArgumentException("a loop's time is no slower than the wall's: " + speed);
    }
    this.speed = speed;
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      // After close nothing matters any more: all processes are dead.
    }
  }

  /** Runs the task once, after {@code delay} in the loop's time. The result cancels it. */
  public Runnable after(Duration delay, Runnable task) {
    try {
      var future =
          executor.schedule(
              () -> run(task), delay.dividedBy(speed).toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** Runs the task on the loop and waits for it; not to be called on the loop itself. */
  public <T> T call(Supplier<T> task) {
    try {
      return CompletableFuture.supplyAsync(task, executor).get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the kubelet", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the kubelet does not answer", e);
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the local kubelet failed at a task", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
