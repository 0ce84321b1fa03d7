package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Decider;
import io.jenkins.plugins.volumetransfer.engine.Decision;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Notices;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.Run;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.Timer;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.preflight.ClusterChecks;
import io.jenkins.plugins.volumetransfer.preflight.TransferChecks;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private final Slots slots;
  private final ScheduledExecutorService loop;
  private final Executor requestThreads;
  private final Clock clock;
  private final Consumer<Announcement> listener;
  private final LogEnds logEnds;

  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final Map<String, SerialQueue> queues = new HashMap<>();
  private final Map<Timer, Future<?>> timers = new HashMap<>();
  private final List<Cluster.Subscription> watches = new ArrayList<>();
  private final Map<String, LogFollower> logs = new HashMap<>();
  private volatile Endpoint endpoint;
  private Map<String, Failure> refusals = Map.of();
  private final TransferChecks checks;
  private final Belongings belongings;
  private final Doubts doubts;
  private final Departures departures;
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
    this.slots = slots;
    this.loop = threads.loop();
    this.requestThreads = threads.requests();
    this.clock = clock;
    this.listener = listener;
    this.endpoint = spec.endpoint();
    this.logEnds = logEnds;
    this.run = Run.of(manifests, clock.instant());
    this.doubts = new Doubts(clock);
    this.departures = new Departures(this, requestThreads);
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

  /** Looks whether the run may begin at all and turns its watches on; then lets it begin. */
  void begin(Beginning beginning) {
    requestThreads.execute(
        () -> {
          Event first;
          try {
            EndpointChoice choice = new Reachability(spec, this::cluster).choose();
            endpoint = choice.endpoint();
            List<String> warnings = admitted();
            List<Cluster.Subscription> opened = watch();
            loop.execute(() -> keep(opened));
            Event.Begun begun = new Event.Begun(Optional.of(endpoint), Notices.of(spec, choice));
            first =
                beginning == Beginning.RESUMED
                    ? new OrphanedRun(manifests, TransferEngine.EXPIRY_MARGIN, advice)
                        .find(begun, this::cluster, belongings, clock.instant())
                    : begun;
            lookForOtherRuns();
            happen(first);
            warnings.forEach(text -> warn(WHOLE_RUN, text));
            return;
          } catch (ClusterException e) {
            first = new Event.StopRequested(e.failure());
          } catch (RuntimeException | Error e) {
            LOG.debug("the run can't begin", e);
            first = new Event.StopRequested(internal(e));
          }
          happen(first);
        });
  }

  private void lookForOtherRuns() {
    List<String> namespaces =
        manifests.stream().map(m -> m.transfer().destinationNamespace()).distinct().toList();
    OtherRuns others = new OtherRuns(id(), cluster(Side.DESTINATION).owned(namespaces), advice);
    Map<String, Failure> refused = new HashMap<>();
    for (Manifests each : manifests) {
      Transfer transfer = each.transfer();
      Optional<Failure> refusal = others.refusal(transfer);
      refusal.ifPresent(why -> refused.put(transfer.name(), why));
      if (refusal.isEmpty()) {
        others.warnings(transfer).stream()
            .map(text -> new Announcement.Warning(transfer.name(), text))
            .forEach(warning -> loop.execute(() -> tell(warning)));
      }
    }
    loop.execute(() -> refusals = refused);
  }

  Optional<Failure> refusal(String transfer) {
    return Optional.ofNullable(refusals.get(transfer));
  }

  /** What is worth knowing of a run that may begin. */
  private List<String> admitted() {
    List<Transfer> transfers = manifests.stream().map(Manifests::transfer).toList();
    List<String> warnings = new ArrayList<>();
    new FindingGate(warnings::add)
        .admit(
            new ClusterChecks(spec.withEndpoint(endpoint), transfers, this::cluster, advice)
                .findings());
    return warnings;
  }

  /** The run may have been stopped meanwhile. */
  private void keep(List<Cluster.Subscription> opened) {
    if (result.isDone()) {
      requestThreads.execute(() -> opened.forEach(Cluster.Subscription::close));
    } else {
      watches.addAll(opened);
    }
  }

  private List<Cluster.Subscription> watch() {
    List<Cluster.Subscription> opened = new ArrayList<>();
    try {
      for (Side side : Side.values()) {
        List<String> namespaces =
            manifests.stream().map(m -> m.transfer().namespace(side)).distinct().toList();
        for (String namespace : namespaces) {
          opened.add(cluster(side).watchPods(namespace, id(), new OfSide(side)));
        }
      }
      return opened;
    } catch (RuntimeException e) {
      opened.forEach(Cluster.Subscription::close);
      throw e;
    }
  }

  /** Where both sides share a namespace, each pod is still told of once. */
  private final class OfSide implements PodListener {
    private final Side side;

    OfSide(Side side) {
      this.side = side;
    }

    @Override
    public void changed(String transfer, PodState pod) {
      if (pod.side() == side) {
        Event event = new Event.PodChanged(transfer, pod);
        if (pod.deleting()) {
          departures.told(transfer, side, pod.attempt(), event);
        } else {
          happen(event);
        }
      }
    }

    @Override
    public void gone(String transfer, Side goneSide, int attempt) {
      if (goneSide == side) {
        departures.told(transfer, side, attempt, new Event.PodGone(transfer, goneSide, attempt));
      }
    }
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

  /** From any thread. */
  void warn(String transfer, String text) {
    loop.execute(() -> tell(new Announcement.Warning(transfer, text)));
  }

  Cluster cluster(Side side) {
    ClusterRef ref = side == Side.SOURCE ? spec.source() : spec.destination();
    return asked.computeIfAbsent(
        ref, one -> clusters.get(one).telling(text -> warn(WHOLE_RUN, text)));
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
      carryOut(action);
    }
  }

  private void carryOut(Action action) {
    LOG.debug("{}: {}", run.id(), action.getClass().getSimpleName());
    if (action instanceof Action.Announce announce) {
      tell(announce.announcement());
    } else if (action instanceof Action.SetTimer set) {
      setTimer(set.timer(), set.delay());
    } else if (action instanceof Action.CancelTimer cancel) {
      cancelTimer(cancel.timer());
    } else if (action instanceof Action.AwaitTurn turn) {
      slots.await(this, turn.transfer(), () -> happen(new Event.TurnCame(turn.transfer())));
    } else if (action instanceof Action.PassTurn turn) {
      slots.pass(this, turn.transfer());
    } else if (action instanceof Action.FollowLog follow) {
      followLog(follow);
    } else if (action instanceof Action.Finish finish) {
      finish(finish.result());
    } else if (action instanceof Action.ForgetPod forget) {
      queue(forget.transfer()).execute(new Requests(this).forget(forget));
    } else if (action instanceof Action.CheckClaims check) {
      queue(check.transfer()).execute(new Requests(this).check(check));
    } else if (action instanceof Action.ReadLogs read) {
      if (logEnds == LogEnds.READ) {
        queue(read.transfer()).execute(new LogEndReader(this, read));
      }
    } else if (action instanceof Action.Create create) {
      queue(create.transfer()).execute(new Requests(this).create(create));
    } else if (action instanceof Action.ReadTunnelLogs read) {
      queue(read.transfer()).execute(new Requests(this).readTunnelLogs(read));
    } else if (action instanceof Action.WatchAddress watch) {
      queue(watch.transfer())
          .execute(
              new Requests(this)
                  .watchAddress(watch, opened -> loop.execute(() -> keep(List.of(opened)))));
    } else if (action instanceof Action.Delete delete) {
      departures.asked(delete.objects());
      queue(delete.transfer()).execute(new Requests(this).delete(delete));
    }
  }

  /** A listener's defect is no reason to leave pods behind. */
  private void tell(Announcement announcement) {
    try {
      listener.accept(announcement);
    } catch (RuntimeException | Error e) {
      LOG.debug("a listener failed on {}", announcement, e);
    }
  }

  /** For requests of a transfer, in their order. What none of them answers for ends the run. */
  private Executor queue(String transfer) {
    SerialQueue queue = queues.computeIfAbsent(transfer, name -> new SerialQueue(requestThreads));
    return request ->
        queue.execute(
            () -> {
              try {
                request.run();
              } catch (RuntimeException | Error e) {
                LOG.debug("a request of {} failed", transfer, e);
                happen(new Event.StopRequested(internal(e)));
              }
            });
  }

  private void setTimer(Timer timer, Duration delay) {
    cancelTimer(timer);
    timers.put(
        timer,
        loop.schedule(
            () -> {
              timers.remove(timer);
              // Now, not as a task of its own: what replaces a timer must find it unfired.
              decideOrEnd(new Event.TimerFired(timer));
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  private void cancelTimer(Timer timer) {
    Future<?> pending = timers.remove(timer);
    if (pending != null) {
      pending.cancel(false);
    }
  }

  private void followLog(Action.FollowLog follow) {
    LogFollower follower = new LogFollower(follow.transfer(), follow.attempt(), this::happen, loop);
    Optional.ofNullable(logs.get(follow.transfer()))
        .ifPresent(
            former -> {
              former.close();
              follower.after(former);
            });
    logs.put(follow.transfer(), follower);
    queue(follow.transfer())
        .execute(() -> follower.begin(cluster(Side.SOURCE), follow.namespace(), follow.pod()));
  }

  private void finish(RunResult end) {
    timers.values().forEach(timer -> timer.cancel(false));
    timers.clear();
    logs.values().forEach(LogFollower::close);
    List<Cluster.Subscription> open = List.copyOf(watches);
    watches.clear();
    requestThreads.execute(() -> open.forEach(Cluster.Subscription::close));
    slots.passAll(this);
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
