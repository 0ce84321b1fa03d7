package io.jenkins.plugins.volumetransfer.driver;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of an engine: one that decides, a few that do requests. Once closed, whatever is
 * handed to them, or waits for them, is dropped: its run is forgotten, so nobody waits for it.
 */
final class EngineThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineThreads.class);
  private static final int REQUEST_THREADS = 4;

  /** Neither pool has a bound on its tasks, so this is asked only after the close. */
  private static final RejectedExecutionHandler DROP =
      (task, pool) -> LOG.debug("too late, the engine is closed: {}", task);

  private final ScheduledThreadPoolExecutor loop;
  private final ThreadPoolExecutor requests =
      new ThreadPoolExecutor(
          REQUEST_THREADS,
          REQUEST_THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          named("volume-transfer-request"),
          DROP);

  /**
   * @param speed by which all waits are shortened
   */
  EngineThreads(int speed) {
    loop =
        new ScheduledThreadPoolExecutor(1, named("volume-transfer-engine"), DROP) {
          @Override
          public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(task, unit.toNanos(delay) / speed, TimeUnit.NANOSECONDS);
          }
        };
    loop.setRemoveOnCancelPolicy(true);
  }

  ScheduledExecutorService loop() {
    return loop;
  }

  ExecutorService requests() {
    return requests;
  }

  boolean closed() {
    return requests.isShutdown();
  }

  /** Interrupts what is under way; does not wait for its end. */
  @Override
  public void close() {
    loop.shutdownNow();
    requests.shutdownNow();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
