package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a run has an end and its own reason, though what it calls throws an {@link Error}. */
class ErrorsTest {
  private static final long SECONDS_MAX = 60;
  private static final Clusters DENYING =
      ref -> {
        throw new ClusterException(new Failure(Reason.PERMISSION_DENIED, "no right"), null);
      };

  private static final ObjectRef POD = new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "a", "pod");
  private static final ObjectRef SERVICE =
      new ObjectRef(Side.DESTINATION, ObjectRef.Kind.SERVICE, "b", "service");

  private final EngineThreads threads = new EngineThreads(1);
  private final BlockingQueue<Announcement> heard = new LinkedBlockingQueue<>();
  private final List<Object> deleted = new CopyOnWriteArrayList<>();
  private final Slots slots = new Slots(1);
  private final AtomicInteger thrown = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void endThreads() {
    threads.close();
  }

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

  @Test
  @DisplayName("an Error that no request answers for ends the run, as a defect with its name")
  void withinARequest() throws Exception {
    ActiveRun run = run(failing("watchService", SERVICE), "a/x b/data");

    actions(run).handle(new Action.WatchAddress("data", SERVICE));

    assertThat(failuresOf(run))
        .singleElement()
        .extracting(Failure::message, STRING)
        .contains("StackOverflowError: watchService");
  }

  @Test
  @DisplayName("an Error within a step of one transfer is the end of that transfer alone")
  void withinAStep() throws Exception {
    ActiveRun run = run(failing("namespaceLabels", "a"), "a/x b/data", "c/y d/other");

    run.happen(new Event.Begun());

    List<Failure> failures = failuresOf(run);
    assertThat(failures)
        .extracting(Failure::reason)
        .containsExactly(Reason.INTERNAL, Reason.CLAIM_MISSING);
    assertThat(failures.get(0).message()).contains("StackOverflowError: namespaceLabels");
  }

  @Test
  @DisplayName("an Error while a tunnel's log is read leaves the run its verdict")
  void ofATunnelLog() {
    ActiveRun run = run(failing("logTail", POD), "a/x b/data");

    Runnable reading =
        new Requests(run).readTunnelLogs(new Action.ReadTunnelLogs("data", 1, POD, "stunnel", POD));

    assertThatCode(reading::run).doesNotThrowAnyException();
    assertThat(thrown).hasValue(2);
  }

  @Test
  @DisplayName("an Error while a pod is forgotten changes nothing of the run")
  void whileForgetting() {
    ActiveRun run = run(failing("forget", POD), "a/x b/data");
    run.belongings()
        .know(POD, new PodBuilder().withNewMetadata().withUid("uid").endMetadata().build());

    Runnable forgetting = new Requests(run).forget(new Action.ForgetPod("data", POD));

    assertThatCode(forgetting::run).doesNotThrowAnyException();
    assertThat(thrown).hasValue(1);
  }

  @Test
  @DisplayName("an Error while a namespace is looked at keeps nobody from hearing of its pod")
  void ofADeparture() throws Exception {
    ActiveRun run = run(failing("terminates", "a"), "a/x b/data");
    Failure gone = new Failure(Reason.POD_DELETED, "gone");

    // In the place of PodGone, as the run shows that it has heard of it.
    new Departures(run, threads.requests())
        .told("data", Side.SOURCE, 1, new Event.StopRequested(gone));

    assertThat(failuresOf(run)).containsExactly(gone);
    assertThat(thrown).hasValue(1);
  }

  @Test
  @DisplayName("an Error while the end of a log is read is told in the place of its lines")
  void ofALogEnd() throws Exception {
    ActiveRun run = run(failing("readLog", "rsync"), "a/x b/data");

    new LogEndReader(run, new Action.ReadLogs("data", 1, Side.SOURCE, POD, List.of("rsync"))).run();

    assertThat(heard.poll(SECONDS_MAX, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Announcement.Logs.class,
            logs ->
                assertThat(logs.log().unreadable().orElseThrow().message())
                    .contains("StackOverflowError: readLog"));
  }

  @Test
  @DisplayName("an Error while one object is deleted does not keep the others")
  void whileDeleting() {
    Cluster cluster = failing("delete", POD);
    Belongings belongings = new Belongings(new RunId("run"), side -> cluster);
    for (ObjectRef ref : List.of(POD, SERVICE)) {
      belongings.know(ref, new PodBuilder().withNewMetadata().withUid("uid").endMetadata().build());
    }

    assertThatThrownBy(() -> belongings.delete(List.of(POD, SERVICE), Set.of()))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("StackOverflowError: delete");
    assertThat(deleted).containsExactly(SERVICE);
  }

  private RunActions actions(ActiveRun run) {
    return new RunActions(run, slots, threads, LogEnds.LEFT, new Departures(run, Runnable::run));
  }

  /** Has not begun; its transfers have their turns one after the other. */
  private ActiveRun run(Cluster cluster, String... pairs) {
    TransferSpec spec = SampleTransfers.spec(pairs);
    return new ActiveRun(
        spec,
        SampleTransfers.manifests(spec),
        Advice.PLAIN,
        new ClusterPool(ref -> cluster),
        slots,
        threads,
        Clock.systemUTC(),
        heard::add,
        LogEnds.LEFT);
  }

  private static List<Failure> failuresOf(RunHandle run) throws Exception {
    return run
        .result()
        .toCompletableFuture()
        .get(SECONDS_MAX, TimeUnit.SECONDS)
        .transfers()
        .stream()
        .map(transfer -> transfer.failure().orElseThrow())
        .toList();
  }

  private static Failure failureOf(Clusters clusters, Clock clock) throws Exception {
    SecureRandom random = new SecureRandom();
    try (TransferEngine engine = new TransferEngine(clusters, clock, random)) {
      return failuresOf(
              engine.start(SampleTransfers.spec("a/x b/data"), RunId.random(random), heard -> {}))
          .get(0);
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
                thrown.incrementAndGet();
                throw new StackOverflowError(request);
              }
              if (method.getName().equals("delete")) {
                deleted.add(arguments[0]);
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
