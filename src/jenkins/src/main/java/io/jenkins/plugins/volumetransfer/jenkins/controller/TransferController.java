package io.jenkins.plugins.volumetransfer.jenkins.controller;

import com.google.common.util.concurrent.MoreExecutors;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.volumetransfer.driver.EngineOptions;
import io.jenkins.plugins.volumetransfer.driver.LogEnds;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.Connections;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one engine of a controller, and the threads beside it. How many builds transfer changes the
 * number of neither. Without a run there is no engine: no thread, no connection, no credential.
 */
@Extension
public final class TransferController {
  private static final int WORK_THREADS = 4;
  private static final int IDLE_SECONDS_MAX = 30;

  private final Connections connections =
      new Connections(() -> TransferSettings.get().inClusterAllowed());
  private final ExecutorService work = makeWork();
  private Optional<TransferEngine> engine = Optional.empty();
  private int runs;
  private volatile boolean down;

  /** Of this Jenkins. */
  public static TransferController get() {
    return ExtensionList.lookupSingleton(TransferController.class);
  }

  /** The clusters that builds have shown a credential for. */
  public Connections connections() {
    return connections;
  }

  /** Right now, and steady from now on: to be taken once by whoever measures. */
  public Clock clock() {
    return SteadyClock.fromNow();
  }

  /** Runs tasks in their order, one at a time, on the threads for reading, writing and waiting. */
  public Executor inOrder() {
    return MoreExecutors.newSequentialExecutor(work);
  }

  /** The threads themselves, for what must not wait behind anything of its own run. */
  public Executor work() {
    return work;
  }

  /**
   * The engine, which lives until all who entered have left; credentials shown meanwhile stay
   * known.
   */
  public synchronized TransferEngine enter() {
    TransferEngine shared = engine.orElseGet(this::newEngine);
    engine = Optional.of(shared);
    runs++;
    return shared;
  }

  private TransferEngine newEngine() {
    return new TransferEngine(
        connections,
        SteadyClock::fromNow,
        new SecureRandom(),
        new EngineOptions(
            TransferSettings.get().maxConcurrentTransfers(), Requester.NOBODY, LogEnds.READ));
  }

  /** Once for each {@link #enter}; not on the engine's own thread, which it may end. */
  public synchronized void leave() {
    runs--;
    if (runs == 0) {
      engine.ifPresent(TransferEngine::close);
      engine = Optional.empty();
      connections.clear();
    }
  }

  /** Jenkins goes down: runs go on in their clusters, and are found again by their label. */
  @Terminator
  public static void shutDown() {
    ExtensionList.lookup(TransferController.class).forEach(TransferController::close);
  }

  /** Whether Jenkins goes down: what happens to a run from now on is not its end. */
  public boolean isDown() {
    return down;
  }

  private synchronized void close() {
    down = true;
    engine.ifPresent(TransferEngine::close);
    work.shutdownNow();
  }

  private static ExecutorService makeWork() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            WORK_THREADS,
            WORK_THREADS,
            IDLE_SECONDS_MAX,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "volume-transfer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
