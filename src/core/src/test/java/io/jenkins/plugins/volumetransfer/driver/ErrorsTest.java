package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a run has an end and its own reason, though what it calls throws an {@link Error}. */
class ErrorsTest {
  private static final long SECONDS_MAX = 60;
  private static final Clusters DENYING =
      ref -> {
        throw new ClusterException(new Failure(Reason.PERMISSION_DENIED, "no right"), null);
      };

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @Test
  @DisplayName("an Error at the beginning ends the run, as a defect with the Error's name")
  void atTheBeginning() throws Exception {
    Clusters deep =
        ref -> {
          throw new StackOverflowError("deep");
        };

    Failure failure = failureOf(deep, Clock.systemUTC());

    assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
    assertThat(failure.message()).contains("StackOverflowError: deep");
  }

  @Test
  @DisplayName("where one watch can't be turned on for an Error, the others are turned off again")
  void whileWatching() throws Exception {
    Cluster cluster = failing("watchPods", "b");

    Failure failure = failureOf(ref -> cluster, Clock.systemUTC());

    assertThat(failure.message()).contains("StackOverflowError: watchPods");
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  @DisplayName("an Error within a decision ends the run, as a defect with the Error's name")
  void withinADecision() throws Exception {
    Failure failure = failureOf(DENYING, new Failing());

    assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
    assertThat(failure.message()).contains("StackOverflowError: decision");
  }

  @Test
  @DisplayName("a listener that throws an Error changes nothing of the run")
  void ofAListener() {
    SecureRandom random = new SecureRandom();
    try (TransferEngine engine = new TransferEngine(DENYING, Clock.systemUTC(), random)) {
      ActiveRun run =
          (ActiveRun)
              engine.start(
                  SampleTransfers.spec("a/x b/data"),
                  RunId.random(random),
                  announcement -> {
                    throw new NoClassDefFoundError("listener");
                  });

      assertThatCode(() -> run.tell(new Announcement.Warning("data", "told")))
          .doesNotThrowAnyException();
    }
  }

  private static Failure failureOf(Clusters clusters, Clock clock) throws Exception {
    SecureRandom random = new SecureRandom();
    try (TransferEngine engine = new TransferEngine(clusters, clock, random)) {
      RunResult result =
          engine
              .start(SampleTransfers.spec("a/x b/data"), RunId.random(random), heard -> {})
              .result()
              .toCompletableFuture()
              .get(SECONDS_MAX, TimeUnit.SECONDS);
      return result.transfers().get(0).failure().orElseThrow();
    }
  }

  /**
   * Allows all and has nothing, but throws an Error for one request.
   *
   * @param request the method's name
   * @param of one of its arguments
   */
  private Cluster failing(String request, Object of) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(request) && List.of(arguments).contains(of)) {
                throw new StackOverflowError(request);
              }
              return method.getName().equals("telling") ? proxy : nothing(method.getReturnType());
            });
  }

  private Object nothing(Class<?> type) {
    if (type == Cluster.Subscription.class) {
      opened.incrementAndGet();
      return (Cluster.Subscription) closed::incrementAndGet;
    }
    return Map.of(Optional.class, Optional.empty(), List.class, List.of(), boolean.class, false)
        .get(type);
  }

  /** Fails once, when the first decision asks for the time. */
  private static final class Failing extends Clock {
    private final AtomicBoolean failed = new AtomicBoolean();

    @Override
    public Instant instant() {
      if (Thread.currentThread().getName().startsWith("volume-transfer-engine")
          && failed.compareAndSet(false, true)) {
        throw new StackOverflowError("decision");
      }
      return Instant.now();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
