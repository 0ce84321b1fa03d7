package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.cluster.RequestTimeouts;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.driver.EngineOptions;
import io.jenkins.plugins.volumetransfer.driver.LogEnds;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.StoreEvent;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.Retries;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One run on an API server with faults, and what became of it. The engine's waits are shortened,
 * and the containers are only played.
 */
final class FaultyRun {
  /** The engine waits 75 s for pods to go: one. */
  private static final int ENGINE_SPEED = 75;

  private static final RequestTimeouts PATIENCE = new RequestTimeouts(400, 5, 4);

  /** Of the run, by its own clock; the engine gets there in two minutes. */
  private static final Duration TIMEOUT = Duration.ofSeconds(18_000);

  private static final Duration WAIT = Duration.ofSeconds(300);

  private static final int END_SECONDS_MAX = 60;

  /** The latest that a fault puts a request off, and some. */
  private static final int LATE_MS = 900;

  /**
   * What became of it.
   *
   * @param result empty: it did not end
   * @param problems what must not be; none: all is well
   */
  record Verdict(long seed, int faults, Optional<TransferResult> result, List<String> problems) {
    boolean succeeded() {
      return result.filter(TransferResult::succeeded).isPresent();
    }

    boolean has(String kind) {
      return problems.stream().anyMatch(each -> each.startsWith(kind));
    }
  }

  private final LocalCluster cluster;
  private final long seed;
  private final FaultPlan plan;
  private final String source;
  private final String destination;
  private final ConcurrentLinkedQueue<Announcement> said = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> history = new ConcurrentLinkedQueue<>();
  private volatile boolean copied;

  FaultyRun(LocalCluster cluster, long seed) {
    this(cluster, seed, new FaultPlan(seed));
  }

  /**
   * @param seed tells the namespaces of runs in one cluster apart
   */
  FaultyRun(LocalCluster cluster, long seed, FaultPlan plan) {
    this.cluster = cluster;
    this.seed = seed;
    this.plan = plan;
    this.source = "from-" + Long.toUnsignedString(seed);
    this.destination = "to-" + Long.toUnsignedString(seed);
  }

  Verdict play() throws InterruptedException {
    cluster.createNamespace(source);
    cluster.createNamespace(destination);
    cluster.createClaim(source, "data");
    cluster.createClaim(destination, "data");
    cluster.objects().listen(this::happened);
    RunId run = RunId.random(new SecureRandom());
    EngineOptions options =
        new EngineOptions(8, Requester.NOBODY, LogEnds.LEFT, Optional.empty(), ENGINE_SPEED);
    cluster.faults().choose(plan);
    try (TransferEngine engine =
        new TransferEngine(ref -> open(PATIENCE), Clock.systemUTC(), new SecureRandom(), options)) {
      TransferResult result =
          engine
              .start(spec(), run, said::add)
              .result()
              .toCompletableFuture()
              .get(END_SECONDS_MAX, TimeUnit.SECONDS)
              .transfers()
              .get(0);
      cluster.faults().clear();
      return judged(run, result);
    } catch (TimeoutException e) {
      return new Verdict(seed, plan.chosen().size(), Optional.empty(), List.of("hang: " + told()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      cluster.faults().clear();
    }
  }

  private Cluster open(RequestTimeouts patience) {
    ClusterRef here =
        new ClusterRef(
            Optional.of(cluster.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG);
    return KubeconfigClusters.open(here, patience, patience);
  }

  private TransferSpec spec() {
    return TransferSpec.of(
            List.of(
                new VolumePair(
                    new ClaimRef(source, "data", ""), new ClaimRef(destination, "data", ""))))
        .withRetries(new Retries(2, Duration.ofSeconds(5)))
        .withTimeouts(
            new Timeouts(Timeouts.DEFAULT.tunnel(), WAIT, WAIT, TIMEOUT, Timeouts.DEFAULT.claim()));
  }

  /** Under the store's lock. */
  private void happened(StoreEvent event) {
    String namespace = event.path().namespace();
    if (!namespace.equals(source) && !namespace.equals(destination)) {
      return;
    }
    history.add(
        event.path().resource()
            + "/"
            + event.path().name()
            + (event.isCreation() ? " made" : event.isRemoval() ? " removed" : " changed"));
    if (namespace.equals(source) && event.path().resource().equals("pods")) {
      for (JsonNode container : event.after().at("/status/containerStatuses")) {
        JsonNode end = container.at("/state/terminated");
        if (container.path("name").asText().equals("rsync")
            && end.path("exitCode").asInt(-1) == 0
            && end.path("message").asText().contains(" 0")) {
          copied = true;
        }
      }
    }
  }

  private Verdict judged(RunId run, TransferResult result) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    if (result.succeeded() && !copied) {
      problems.add("false success: no rsync ended with 0");
    }
    Stream.concat(result.failure().stream(), result.attempts().stream())
        .filter(failure -> failure.reason() == Reason.INTERNAL)
        .map(Failure::message)
        .forEach(text -> problems.add("defect: " + text));
    List<String> left = left();
    if (!left.isEmpty()
        || plan.chosen().stream()
            .anyMatch(each -> each.endsWith("LATE") || each.contains("Delay"))) {
      Thread.sleep(LATE_MS);
      left = left();
    }
    for (String each : left) {
      if (!named(each, result)) {
        problems.add("silent leak: " + each);
      }
    }
    if (!left.isEmpty()) {
      try (Cluster client = open(RequestTimeouts.USUAL)) {
        new Cleanup(client).remove(List.of(source, destination), new Cleanup.OfRun(run));
      }
      left().stream()
          .filter(each -> !warned(each))
          .forEach(each -> problems.add("silent leak: `cleanup` does not find " + each));
    }
    String shown = System.getProperty("fault.show", "none of these");
    if (!problems.isEmpty() || result.failure().toString().contains(shown)) {
      problems.add(told() + "\n  result: " + result.failure() + ", left " + result.leftBehind());
    }
    return new Verdict(seed, plan.chosen().size(), Optional.of(result), problems);
  }

  /** What is there but for the claims and the namespaces, as {@code Kind/name}. */
  private List<String> left() {
    return cluster.objects().everything().values().stream()
        .filter(
            object ->
                List.of(source, destination).contains(object.at("/metadata/namespace").asText()))
        .filter(object -> object.at("/metadata/name").asText().startsWith("vt-"))
        .filter(object -> !object.path("kind").asText().equals("Event"))
        .map(object -> object.path("kind").asText() + "/" + object.at("/metadata/name").asText())
        .toList();
  }

  private boolean named(String object, TransferResult result) {
    return warned(object)
        || result.leftBehind().stream().map(FaultyRun::text).anyMatch(object::equals);
  }

  private static String text(ObjectRef ref) {
    return ref.kind().text() + "/" + ref.name();
  }

  private boolean warned(String object) {
    String name = object.substring(object.indexOf('/') + 1);
    return said.stream()
        .filter(Announcement.Warning.class::isInstance)
        .map(each -> ((Announcement.Warning) each).text())
        .anyMatch(text -> text.contains(name) && text.contains("kubectl delete"));
  }

  private String told() {
    return "\n  faults: "
        + String.join(", ", plan.chosen())
        + "\n  store: "
        + String.join(", ", history)
        + "\n  said: "
        + said.stream()
            .filter(each -> !(each instanceof Announcement.Progress))
            .map(Object::toString)
            .map(text -> text.substring(0, Math.min(text.length(), 300)))
            .toList();
  }
}
