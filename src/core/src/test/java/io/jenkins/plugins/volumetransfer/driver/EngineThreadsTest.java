package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: an engine may be closed at any time; what comes too late is dropped, and nothing throws.
 */
class EngineThreadsTest {
  private static final long SECONDS_MAX = 10;

  @Test
  @DisplayName("a task ends as it would, and those queued behind it are dropped")
  void dropsWhatWaits() throws InterruptedException {
    EngineThreads threads = new EngineThreads(1);
    SerialQueue queue = new SerialQueue(threads.requests());
    List<String> done = new CopyOnWriteArrayList<>();
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    queue.execute(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
          begun.countDown();
          awaitUninterrupted(closed);
          done.add("first");
        });
    queue.execute(() -> done.add("second"));
    assertThat(begun.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();

    threads.close();
    queue.execute(() -> done.add("third"));
    closed.countDown();

    assertThat(threads.requests().awaitTermination(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(done).containsExactly("first");
    assertThat(uncaught).isEmpty();
  }

  /** As a request that does not heed that its thread is to end. */
  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        open = latch.await(SECONDS_MAX, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        // the close
      }
    }
  }

  @Test
  @DisplayName("events and timers after the close are dropped")
  void dropsEvents() throws InterruptedException {
    EngineThreads threads = new EngineThreads(1);
    List<String> done = new CopyOnWriteArrayList<>();
    threads.close();

    threads.loop().execute(() -> done.add("event"));
    threads.loop().schedule(() -> done.add("timer"), 0, TimeUnit.SECONDS);

    assertThat(threads.loop().awaitTermination(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEmpty();
  }

  @Test
  @DisplayName("a closed engine begins no run, and says so")
  void beginsNothing() {
    SecureRandom random = new SecureRandom();
    TransferEngine engine =
        new TransferEngine(
            ref -> {
              throw new AssertionError("opened " + ref);
            },
            Clock.systemUTC(),
            random);
    engine.close();

    assertThatThrownBy(
            () ->
                engine.start(
                    SampleTransfers.spec("a/x b/x"), RunId.random(random), announcement -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
