package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFaults;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;

/** One run of one scenario on one stage. */
final class Performance {
  private static final Duration BOUND = Duration.ofSeconds(60);

  /** Enough to tell how far a run came that does not end. */
  private static final int HEARD_MAX = 5;

  /**
   * The containers get up to so much time to end by themselves before the engine's deletion ends
   * them: it deletes one object after the other, the source pod first.
   */
  private static final Duration BEFORE_DELETION_MAX = Duration.ofSeconds(2);

  private static final Duration SLOWNESS = Duration.ofMillis(100);
  private static final int ALL = 1_000_000;

  private final Scenario scenario;
  private final Topology topology;
  private final LocalSetup stage;
  private final long bytesPerSecond;
  private final ShiftedClock clock = new ShiftedClock();
  private final CompletableFuture<Optional<Failure>> verdict = new CompletableFuture<>();
  private final List<Announcement> heard = new CopyOnWriteArrayList<>();

  /**
   * @param bytesPerSecond of a copy that is to be struck
   */
  Performance(Scenario scenario, Topology topology, LocalSetup stage, long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
    this.scenario = scenario;
    this.topology = topology;
    this.stage = stage;
  }

  /**
   * What was seen.
   *
   * @param codes of the containers of the source pod that have ended by themselves
   * @param leftBehind what the run could not delete
   */
  record Seen(
      Map<SourceContainer, Integer> codes,
      Optional<Failure> failure,
      boolean isAllCopied,
      List<ObjectRef> leftBehind) {
    OptionalInt code(SourceContainer container) {
      return codes.containsKey(container)
          ? OptionalInt.of(codes.get(container))
          : OptionalInt.empty();
    }
  }

  /**
   * Plays it.
   *
   * @throws Patience.StillWaiting when something does not happen in time
   * @throws Director.TooLate when the copy had ended before it was to be struck
   */
  Seen play() {
    Optional<StrikeTrigger> director = scenario.strikes().stream().findFirst().map(this::director);
    Set<String> programs = director.map(StrikeTrigger::programs).orElse(Set.of());
    Function<Place, String> answers =
        place -> director.map(some -> some.answer(place)).orElse(ProgramGate.GO);
    boolean struckInCopy = director.filter(StrikeTrigger::strikesTheCopy).isPresent();
    List<SourceContainer> containers = containers();
    ContainerEnds ends = new ContainerEnds(deletion(), containers.size());
    prepare(ends);
    ExecutorService striker = Executors.newSingleThreadExecutor();
    try (ProgramGate gate = ProgramGate.open(stage.programs(), programs, answers);
        SharedIndexInformer<Pod> pods =
            stage.client().pods().inNamespace(LocalSetup.SOURCE).inform(ends);
        TransferEngine engine =
            new TransferEngine(new KubeconfigClusters(), clock, new SecureRandom())) {
      stage.cluster().images().addPrograms(stage.programs());
      RunHandle run =
          engine.start(
              new Staging(scenario, topology, struckInCopy, bytesPerSecond).spec(stage.spec()),
              RunId.random(new SecureRandom()),
              this::hear);
      director.ifPresent(some -> striker.execute(some::awaitCopy));
      Optional<Failure> failure = await(verdict, "verdict", director);
      ProcessPolling.until("the ends of the containers", () -> ends.complete().isDone());
      if (scenario.has(What.NODE_LOST)) {
        stage.forgetSourcePod();
      }
      RunResult result = await(run.result().toCompletableFuture(), "end", director);
      director.ifPresent(StrikeTrigger::requireStruck);
      return new Seen(
          codes(ends, containers),
          failure,
          stage.copied().isComplete(),
          result.transfers().get(0).leftBehind());
    } finally {
      striker.shutdownNow();
    }
  }

  private StrikeTrigger director(Strike strike) {
    Striking striking = new Striking(strike, stage, topology, clock);
    return new StrikeTrigger(strike, striking, stage.copied());
  }

  private ContainerEnds.Deletion deletion() {
    return scenario.has(What.POD_DELETED)
        ? ContainerEnds.Deletion.IS_PART_OF_IT
        : ContainerEnds.Deletion.ENDS_IT;
  }

  private void prepare(ContainerEnds ends) {
    RequestFaults faults = stage.cluster().faults();
    // The pods of a former attempt are deleted too, and the last one's must be met.
    int times = scenario.has(What.POD_REPLACED) ? ALL : 1;
    // The first order that fits a request is taken.
    faults.inject(
        "delete", "pods", new RequestFault.Hold(ends::complete, BEFORE_DELETION_MAX), times);
    if (scenario.has(What.SLOW)) {
      faults.inject("*", "*", new RequestFault.Delay(SLOWNESS), ALL);
    }
    scenario.strikes().forEach(strike -> Staging.images(strike, stage.cluster().images()));
  }

  private void hear(Announcement announcement) {
    heard.add(announcement);
    if (announcement instanceof Announcement.AttemptFailed failed && failed.retryIn().isEmpty()) {
      verdict.complete(Optional.of(failed.failure()));
    }
    // A failure is announced before.
    if (announcement instanceof Announcement.PhaseChanged changed
        && changed.phase() == Phase.CLEANING) {
      verdict.complete(Optional.empty());
    }
  }

  private List<Announcement> lastHeard() {
    List<Announcement> all =
        heard.stream().filter(each -> !(each instanceof Announcement.Progress)).toList();
    return all.subList(Math.max(0, all.size() - HEARD_MAX), all.size());
  }

  private <T> T await(CompletableFuture<T> future, String what, Optional<StrikeTrigger> director) {
    try {
      return future.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ProcessPolling.StillWaiting(
          director
              .flatMap(StrikeTrigger::problem)
              .orElseGet(
                  () ->
                      "the run has no %s within %s s; the last that it said: %s"
                          .formatted(what, BOUND.toSeconds(), lastHeard())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessPolling.StillWaiting("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<SourceContainer> containers() {
    return Stream.of(SourceContainer.values()).filter(each -> each.isIn(topology)).toList();
  }

  private static Map<SourceContainer, Integer> codes(
      ContainerEnds ends, List<SourceContainer> containers) {
    Map<SourceContainer, Integer> codes = new EnumMap<>(SourceContainer.class);
    containers.forEach(
        container -> ends.of(container.label()).ifPresent(code -> codes.put(container, code)));
    return codes;
  }
}
