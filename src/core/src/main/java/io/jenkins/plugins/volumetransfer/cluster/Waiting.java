package io.jenkins.plugins.volumetransfer.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells somebody that an API server is waited for, and which try it is: the first time after two
 * seconds, then every five. However many wait at once, it tells no more often than that.
 */
final class Waiting {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration NEXT = Duration.ofSeconds(5);

  /** What this thread is asking for: the first try of a request is made by who asks. */
  private static final ThreadLocal<Question> ASKED = new ThreadLocal<>();

  /** What this thread makes a try for, whoever asked. */
  private static final ThreadLocal<Question> TRIED = new ThreadLocal<>();

  private final String server;
  private final Consumer<String> listener;
  private final AtomicLong mayTellNext = new AtomicLong(System.nanoTime());

  /**
   * @param listener called by a timer's thread, so it must not block
   */
  Waiting(String server, Consumer<String> listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * What is to be asked.
   *
   * @param triesMax of each request
   */
  Question question(String doing, int triesMax) {
    return new Question(doing, triesMax);
  }

  /** What the calling thread asks for. */
  static Optional<Question> asked() {
    return Optional.ofNullable(ASKED.get());
  }

  static void tries(Question question) {
    TRIED.set(question);
  }

  static void triesNothing() {
    TRIED.remove();
  }

  /** What the calling thread makes a try for, right now. */
  static Optional<Question> tried() {
    return Optional.ofNullable(TRIED.get());
  }

  /** One or more requests, of which one is under way. */
  final class Question {
    private final String doing;
    private final int triesMax;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> warnings = new ConcurrentSkipListSet<>();
    private volatile int tries;
    private volatile boolean answered;

    Question(String doing, int triesMax) {
      this.doing = doing;
      this.triesMax = triesMax;
    }

    /** Makes the requests. */
    <T> T during(Callable<T> requests) throws Exception {
      tellAfter(FIRST);
      ASKED.set(this);
      try {
        return requests.call();
      } finally {
        ASKED.remove();
        answered = true;
      }
    }

    String doing() {
      return doing;
    }

    /**
     * @param number of the try that begins, from 1
     */
    void tries(int number) {
      tries = number;
    }

    void sent() {
      sent.incrementAndGet();
    }

    /** A try was answered by an error: what it asked for is not done later. */
    void refused() {
      refused.incrementAndGet();
    }

    void warned(List<String> headers) {
      headers.forEach(header -> warnings.addAll(ServerWarnings.of(header)));
    }

    /** What the server remarks on what was asked for, in no order. */
    List<String> warnings() {
      return List.copyOf(warnings);
    }

    Tried tried() {
      return new Tried(sent.get(), sent.get() - refused.get());
    }

    private void tellAfter(Duration delay) {
      Executor timer =
          CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);
      timer.execute(this::tell);
    }

    private void tell() {
      if (answered) {
        return;
      }
      long now = System.nanoTime();
      long may = mayTellNext.get();
      if (now - may >= 0 && mayTellNext.compareAndSet(may, now + NEXT.toNanos())) {
        listener.accept(this.toString());
      }
      tellAfter(NEXT);
    }

    @Override
    public String toString() {
      return "%s: waiting for the API server %s to answer%s"
          .formatted(doing, server, tries > 0 ? " (try " + tries + " of " + triesMax + ")" : "");
    }
  }
}
