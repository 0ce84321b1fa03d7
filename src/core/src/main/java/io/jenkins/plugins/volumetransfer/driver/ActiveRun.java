package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Decider;
import io.jenkins.plugins.volumetransfer.engine.Decision;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.Run;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.Timer;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.preflight.TransferChecks;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run between its decisions and the clusters. All of its state is touched on the loop's thread
 * alone; whatever comes from elsewhere is handed to that thread as an event.
 */
final class ActiveRun implements RunHandle {
  private static final Logger LOG = LoggerFactory.getLogger(ActiveRun.class);

  /** Whether there may be something of this run already. */
  enum Beginning {
    NEW,
    RESUMED
  }

  /** In the place of a transfer's name. */
  private static final String WHOLE_RUN = "";

  private final TransferSpec spec;
  private final List<Manifests> manifests;
  private final Advice advice;
  private final ClusterPool clusters;
  private final Map<ClusterRef, Cluster> asked = new ConcurrentHashMap<>();
  private final Executor loop;
  private final Executor requestThreads;
  private final Clock clock;
  private final Consumer<Announcement> listener;

  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private volatile Endpoint endpoint;
  private Map<String, Failure> refusals = Map.of();
  private final TransferChecks checks;
  private final Belongings belongings;
  private final Doubts doubts;
  private final Departures departures;
  private final RunActions actions;
  private Run run;

  ActiveRun(
      TransferSpec spec,
      List<Manifests> manifests,
      Advice advice,
      ClusterPool clusters,
      Slots slots,
      EngineThreads threads,
      Clock clock,
      Consumer<Announcement> listener,
      LogEnds logEnds) {
    this.spec = spec;
    this.manifests = manifests;
    this.advice = advice;
    this.clusters = clusters;
    this.loop = threads.loop();
    this.requestThreads = threads.requests();
    this.clock = clock;
    this.listener = listener;
    this.endpoint = spec.endpoint();
    this.run = Run.of(manifests, clock.instant());
    this.doubts = new Doubts(clock);
    this.departures = new Departures(this, requestThreads);
    this.actions = new RunActions(this, slots, threads, logEnds, departures);
    this.checks = new TransferChecks(spec, Optional.of(id()), this::cluster, clock);
    this.belongings = new Belongings(id(), this::cluster);
  }

  @Override
  public RunId id() {
    return manifests.get(0).run();
  }

  @Override
  public CompletionStage<RunResult> result() {
    return result;
  }

  @Override
  public void stop(Failure why) {
    happen(new Event.StopRequested(why));
  }

  /** Returns at once. */
  void begin(Beginning beginning) {
    requestThreads.execute(
        () -> new RunBeginning(this, spec, manifests, departures, clock).begin(beginning));
  }

  /** From any thread. */
  void refuse(Map<String, Failure> transfers) {
    loop.execute(() -> refusals = transfers);
  }

  Optional<Failure> refusal(String transfer) {
    return Optional.ofNullable(refusals.get(transfer));
  }

  /** From any thread. Closed at the run's end. */
  void keep(List<Cluster.Subscription> opened) {
    loop.execute(() -> actions.keep(opened));
  }

  /** From any thread. */
  void choose(Endpoint reachable) {
    endpoint = reachable;
  }

  /** The one that was chosen, once the run has begun. */
  Endpoint endpoint() {
    return endpoint;
  }

  Transfer transfer(String name) {
    return known(name).orElseThrow();
  }

  /** Empty: it had ended when the run was gone on with. */
  Optional<Transfer> known(String name) {
    return manifests.stream()
        .map(Manifests::transfer)
        .filter(transfer -> transfer.name().equals(name))
        .findFirst();
  }

  Doubts doubts() {
    return doubts;
  }

  TransferChecks checks() {
    return checks;
  }

  Belongings belongings() {
    return belongings;
  }

  Advice advice() {
    return advice;
  }

  /** Of the whole run. */
  void warn(String text) {
    warn(WHOLE_RUN, text);
  }

  /** From any thread. */
  void warn(String transfer, String text) {
    loop.execute(() -> tell(new Announcement.Warning(transfer, text)));
  }

  Cluster cluster(Side side) {
    ClusterRef ref = side == Side.SOURCE ? spec.source() : spec.destination();
    return asked.computeIfAbsent(ref, one -> clusters.get(one).telling(this::warn));
  }

  /** From any thread. */
  void happen(Event event) {
    loop.execute(() -> decideOrEnd(event));
  }

  private void decideOrEnd(Event event) {
    try {
      decide(event);
    } catch (RuntimeException | Error e) {
      LOG.debug("decision on {} failed", event, e);
      abandon(e);
    }
  }

  private void decide(Event event) {
    LOG.debug("{}: {}", run.id(), event);
    Decision<Run> decision = Decider.decide(run, clock.instant(), event);
    run = decision.state();
    for (Action action : decision.actions()) {
      LOG.debug("{}: {}", run.id(), action.getClass().getSimpleName());
      action.accept(actions);
    }
  }

  /** A listener's defect is no reason to leave pods behind. */
  void tell(Announcement announcement) {
    try {
      listener.accept(announcement);
    } catch (RuntimeException | Error e) {
      LOG.debug("a listener failed on {}", announcement, e);
    }
  }

  /** On the loop's thread. */
  void fired(Timer timer) {
    decideOrEnd(new Event.TimerFired(timer));
  }

  /** On the loop's thread. */
  void finish(RunResult end) {
    actions.close();
    result.complete(end);
  }

  /** A defect of ours: end with its name rather than not at all. */
  private void abandon(Throwable defect) {
    if (!result.isDone()) {
      finish(run.endedBy(internal(defect), clock.instant()));
    }
  }

  static Failure internal(Throwable defect) {
    if (defect instanceof OutOfMemoryError) {
      return new Failure(
          Reason.INTERNAL, "this process has too little memory; give Java more (-Xmx)");
    }
    return new Failure(
        Reason.INTERNAL, "a defect of volume-transfer itself (" + defect + "); please report it");
  }
}
