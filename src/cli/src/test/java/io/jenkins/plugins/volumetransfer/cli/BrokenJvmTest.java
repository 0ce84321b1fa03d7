package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what no code expects, such as a class that a library lacks or a heap that is full, ends a
 * run rather than lets it hang. Method: a cluster of which one method throws an {@code Error}, each
 * in turn.
 */
class BrokenJvmTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String[] TWO = {
    "transfer", "--from=a/one", "--to=b/one", "--from=a/two", "--to=b/two", "--retries=0"
  };

  @TempDir private Path directory;

  static Stream<String> methods() {
    return Stream.of(Cluster.class.getMethods()).map(Method::getName).distinct().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  @DisplayName("an Error in a request ends the run, and never as a success that is none")
  void ends(String method) {
    Typed typed = Typed.into(without(new FakeCluster(), method).cluster());

    int code = run(typed, "transfer", "--from=a/data", "--to=b/data", "--retries=0");

    if (code != 0) {
      assertThat(typed.out() + typed.err()).contains("NoClassDefFoundError");
    }
  }

  private static int run(Typed typed, String... arguments) {
    return assertTimeoutPreemptively(
        LIMIT, () -> typed.run(arguments), () -> typed.out() + typed.err());
  }

  private static Interposed without(Cluster cluster, String method) {
    return Interposed.before(
        cluster,
        (called, arguments) -> {
          if (called.equals(method)) {
            throw missing();
          }
        });
  }

  private static Error missing() {
    return new NoClassDefFoundError("a/library/Class");
  }

  @Test
  @DisplayName("an Error in what one volume asks for fails that volume, and no other")
  void oneRequest() {
    Interposed cluster =
        Interposed.before(
            new FakeCluster(),
            (called, arguments) -> {
              if (called.equals("create") && arguments.get(0).toString().contains("-one-source")) {
                throw missing();
              }
            });
    Typed typed = Typed.into(cluster.cluster());

    assertThat(run(typed, TWO)).isEqualTo(ExitStatus.PARTLY_SUCCEEDED.code());
    assertThat(typed.out())
        .contains("1 of 2 transfers succeeded", "one: INTERNAL: ", "NoClassDefFoundError");
  }

  @Test
  @DisplayName("a heap that is full is told as such, and what to do")
  void memory() {
    Interposed cluster =
        Interposed.before(
            new FakeCluster(),
            (called, arguments) -> {
              if (called.equals("create")) {
                throw new OutOfMemoryError("Java heap space");
              }
            });
    Typed typed = Typed.into(cluster.cluster());

    assertThat(run(typed, "transfer", "--from=a/data", "--to=b/data", "--retries=0"))
        .isEqualTo(ExitStatus.FAILED.code());
    assertThat(typed.out())
        .contains("INTERNAL: this process has too little memory; give Java more (-Xmx)");
  }

  @Test
  @DisplayName("where no run can tell it, who starts the process does: there is no memory for more")
  void memoryOutsideOfRuns() {
    Interposed cluster =
        Interposed.before(
            new FakeCluster(),
            (called, arguments) -> {
              throw new OutOfMemoryError("Java heap space");
            });
    Typed typed = Typed.into(cluster.cluster());

    assertThatThrownBy(() -> typed.run("status", "-n", "app")).isInstanceOf(OutOfMemoryError.class);
    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("an Error of who only listens changes nothing")
  void listener() throws Exception {
    RunResult result =
        ended(
            Clock.systemUTC(),
            announcement -> {
              throw missing();
            });

    assertThat(result.succeeded()).isTrue();
  }

  @Test
  @DisplayName("an Error in a decision ends the run")
  void decision() throws Exception {
    AtomicBoolean copying = new AtomicBoolean();
    RunResult result =
        ended(
            new BrokenClock(copying),
            announcement ->
                copying.set(
                    announcement instanceof Announcement.PhaseChanged changed
                        && changed.phase() == Phase.COPYING));

    assertThat(result.transfers().get(0).failure().orElseThrow().message())
        .contains("NoClassDefFoundError");
  }

  /** Asked once when it should not be. */
  private static final class BrokenClock extends Clock {
    private final AtomicBoolean breaks;

    BrokenClock(AtomicBoolean breaks) {
      this.breaks = breaks;
    }

    @Override
    public Instant instant() {
      if (breaks.getAndSet(false)) {
        throw missing();
      }
      return Instant.EPOCH;
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

  private static RunResult ended(Clock clock, Consumer<Announcement> listener) throws Exception {
    try (TransferEngine engine =
        new TransferEngine(ref -> new FakeCluster(), clock, new SecureRandom())) {
      return engine
          .start(SpecReader.read("volumes: [{from: a/x, to: b/x}]"), new RunId("r1"), listener)
          .result()
          .toCompletableFuture()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  @DisplayName("an Error in one volume's connection ends the run, with all its connections")
  void oneConnection() throws Exception {
    CountDownLatch copying = new CountDownLatch(1);
    FakeCluster memory = new FakeCluster().neverEnds("two");
    Interposed cluster =
        Interposed.before(
            memory,
            (called, arguments) -> {
              if (called.equals("followLog") && arguments.get(1).toString().contains("-two-")) {
                copying.countDown();
              } else if (called.equals("followLog")) {
                assertThat(copying.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                throw missing();
              }
            });
    CompletableFuture<RunResult> result;
    // As in Jenkins, the engine outlives the run.
    try (TransferEngine engine =
        new TransferEngine(ref -> cluster.cluster(), Clock.systemUTC(), new SecureRandom())) {
      result =
          engine
              .start(
                  SpecReader.read("volumes: [{from: a/one, to: b/one}, {from: a/two, to: b/two}]"),
                  new RunId("r1"),
                  announcement -> {})
              .result()
              .toCompletableFuture();

      assertThat(result.get(LIMIT.toSeconds(), TimeUnit.SECONDS).transfers())
          .hasSize(2)
          .allSatisfy(
              each -> {
                assertThat(each.failure().orElseThrow().reason()).isEqualTo(Reason.INTERNAL);
                assertThat(each.leftBehind()).isEmpty();
              });
      await().atMost(LIMIT).until(() -> cluster.open() == 0);
    }
    assertThat(memory.deleted())
        .extracting(ObjectRef::name)
        .contains(
            "vt-r1-one-source-1",
            "vt-r1-one-destination-1",
            "vt-r1-two-source-1",
            "vt-r1-two-destination-1");
  }

  @Test
  @DisplayName("an Error in the second watch closes the first")
  void watches() throws Exception {
    AtomicInteger watches = new AtomicInteger();
    Interposed cluster =
        Interposed.before(
            new FakeCluster(),
            (called, arguments) -> {
              if (called.equals("watchPods") && watches.incrementAndGet() == 2) {
                throw missing();
              }
            });
    try (TransferEngine engine =
        new TransferEngine(ref -> cluster.cluster(), Clock.systemUTC(), new SecureRandom())) {
      RunResult result =
          engine
              .start(
                  SpecReader.read("volumes: [{from: a/x, to: b/x}]"), new RunId("r1"), each -> {})
              .result()
              .toCompletableFuture()
              .get(LIMIT.toSeconds(), TimeUnit.SECONDS);

      assertThat(result.succeeded()).isFalse();
      await().atMost(LIMIT).until(() -> cluster.open() == 0);
    }
  }

  @Test
  @DisplayName("an Error in reading what only tells more changes no verdict")
  void reports() throws Exception {
    Path page = directory.resolve("page.html");
    Typed copied = Typed.into(without(new FakeCluster(), "readLog").cluster());
    FakeCluster closed = new FakeCluster().endsWith("data", ExitCode.TUNNEL_NOT_READY.number());
    Typed lost = Typed.into(without(closed, "logTail").cluster());
    String[] transfer = {"transfer", "--from=a/data", "--to=b/data", "--retries=0"};

    assertThat(run(copied, "transfer", "--from=a/data", "--to=b/data", "--report-html=" + page))
        .as(copied.out())
        .isZero();
    assertThat(Files.readString(page)).contains("NoClassDefFoundError");
    assertThat(run(lost, transfer)).isEqualTo(ExitStatus.FAILED.code());
    assertThat(lost.out()).contains("data: TUNNEL_NOT_READY: ");
  }

  @Test
  @DisplayName("an Error in looking why a pod went does not keep the run from knowing that it did")
  void departures() {
    FakeCluster memory = new FakeCluster().neverEnds("data");
    Typed typed = Typed.into(without(memory, "terminates").cluster());
    CompletableFuture.runAsync(
        () -> {
          await().atMost(LIMIT).until(() -> typed.err().contains("copying"));
          memory.delete(
              new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "a", "vt-r1-data-source-1"), "uid");
        });

    int code = run(typed, "transfer", "--from=a/data", "--to=b/data", "--retries=0", "--run-id=r1");

    assertThat(code).isEqualTo(ExitStatus.FAILED.code());
    assertThat(typed.out()).contains("data: POD_DELETED: ");
  }
}
