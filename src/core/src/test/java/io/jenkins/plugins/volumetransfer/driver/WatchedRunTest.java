package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.LogListener;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that is watched")
class WatchedRunTest {
  private static final RunId RUN = new RunId("r1");
  private static final ContainerState RUNNING = new ContainerState.Running();

  private final List<PodListener> pods = new CopyOnWriteArrayList<>();
  private final List<LogListener> logs = new CopyOnWriteArrayList<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final WatchedRun run = WatchedRun.follow(cluster(), RUN, found(1), this::tell);

  @AfterEach
  void close() {
    run.close();
    await().untilAsserted(() -> assertThat(open).hasValue(0));
  }

  @Test
  @DisplayName("is over when its rsync is, whatever happens to the pod then")
  void over() throws Exception {
    told(1, RUNNING);
    log(0).line(Instant.EPOCH, "volume-transfer: volume data begins");
    told(1, new ContainerState.Terminated(0, "Completed", ""));
    await().until(() -> told.contains("progress 1"));
    listener().gone("data", Side.SOURCE, 1);

    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.of(0)));
    assertThat(told).containsExactly("STARTING_SOURCE 1", "COPYING 1", "progress 1");
  }

  @Test
  @DisplayName("goes on with the next attempt's pod, and forgets how the former one ended")
  void nextAttempt() throws Exception {
    told(1, RUNNING);
    told(1, new ContainerState.Terminated(12, "Error", ""));
    told(2, RUNNING);
    listener().gone("data", Side.SOURCE, 1);
    told(2, new ContainerState.Terminated(0, "Completed", ""));

    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.of(0)));
    assertThat(told).contains("STARTING_SOURCE 2", "COPYING 2");
  }

  @Test
  @DisplayName("is over when its pod goes, and not known to be copied")
  void gone() throws Exception {
    told(1, RUNNING);
    listener().gone("data", Side.DESTINATION, 1);
    listener().gone("data", Side.SOURCE, 1);

    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.empty()));
  }

  @Test
  @DisplayName("is over when its pod is, though rsync never ran in it")
  void evicted() throws Exception {
    listener().changed("data", pod(1, "Failed", new ContainerState.Waiting("", "")));

    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.empty()));
  }

  @Test
  @DisplayName("is over when its pod had gone before it was watched")
  void goneBefore() throws Exception {
    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.empty()));
  }

  @Test
  @DisplayName("has its log read again where that broke off, and says so where it can't be read")
  void brokenLog() throws Exception {
    told(1, RUNNING);
    log(0).ended(Optional.empty());
    log(1).ended(Optional.of(new Failure(Reason.PERMISSION_DENIED, "no right")));
    await().until(() -> told.contains("progress is not known: no right"));
    told(1, new ContainerState.Terminated(0, "Completed", ""));

    assertThat(end()).containsExactly(Map.entry("data", OptionalInt.of(0)));
    assertThat(logs).hasSize(2);
  }

  private Map<String, OptionalInt> end() throws Exception {
    CompletionStage<Map<String, OptionalInt>> end = run.end();
    return end.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private PodListener listener() {
    await().until(() -> !pods.isEmpty());
    return pods.get(0);
  }

  private LogListener log(int number) {
    await().until(() -> logs.size() > number);
    return logs.get(number);
  }

  private void told(int attempt, ContainerState rsync) {
    listener().changed("data", pod(attempt, rsync));
  }

  private void tell(Announcement announcement) {
    if (announcement instanceof Announcement.PhaseChanged changed) {
      told.add(changed.phase() + " " + changed.attempt());
    } else if (announcement instanceof Announcement.Progress progress) {
      told.add("progress " + progress.attempt());
    } else if (announcement instanceof Announcement.Warning warning) {
      told.add(warning.text());
    }
  }

  private static Map<String, OwnedObject> found(int attempt) {
    return WatchedRun.sourcePods(
        List.of(
            new OwnedObject(
                new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "a", "vt-r1-data-source-1"),
                Optional.of("uid"),
                RUN,
                "data",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new OwnedObject.OwnedPod(
                        pod(attempt, RUNNING), Set.of("data"), List.of("data"))))));
  }

  private static PodState pod(int attempt, ContainerState rsync) {
    return pod(attempt, "Running", rsync);
  }

  private static PodState pod(int attempt, String phase, ContainerState rsync) {
    return new PodState(
        Side.SOURCE,
        attempt,
        phase,
        "",
        "",
        Optional.empty(),
        false,
        true,
        Map.of("rsync", rsync),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  /** It has watches and logs, and counts what is open of them. */
  private Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              open.incrementAndGet();
              if (method.getName().equals("watchPods")) {
                pods.add((PodListener) arguments[2]);
              } else {
                logs.add((LogListener) arguments[4]);
              }
              return (Cluster.Subscription) open::decrementAndGet;
            });
  }
}
