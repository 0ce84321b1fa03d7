package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a run decides, and knows what is open for it. For the loop's thread alone. */
final class RunActions implements Action.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(RunActions.class);

  private final ActiveRun run;
  private final Slots slots;
  private final ScheduledExecutorService loop;
  private final Executor requestThreads;
  private final LogEnds logEnds;
  private final Departures departures;
  private final Requests requests;
  private final RunTimers timers;
  private final Map<String, SerialQueue> queues = new HashMap<>();
  private final List<Cluster.Subscription> watches = new ArrayList<>();
  private final Map<String, LogFollower> logs = new HashMap<>();
  private boolean closed;

  RunActions(
      ActiveRun run, Slots slots, EngineThreads threads, LogEnds logEnds, Departures departures) {
    this.run = run;
    this.slots = slots;
    this.loop = threads.loop();
    this.requestThreads = threads.requests();
    this.logEnds = logEnds;
    this.departures = departures;
    this.requests = new Requests(run);
    this.timers = new RunTimers(loop, run::fired);
  }

  @Override
  public void handle(Action.Announce announce) {
    run.tell(announce.announcement());
  }

  @Override
  public void handle(Action.SetTimer set) {
    timers.set(set.timer(), set.delay());
  }

  @Override
  public void handle(Action.CancelTimer cancel) {
    timers.cancel(cancel.timer());
  }

  @Override
  public void handle(Action.AwaitTurn turn) {
    slots.await(run, turn.transfer(), () -> run.happen(new Event.TurnCame(turn.transfer())));
  }

  @Override
  public void handle(Action.PassTurn turn) {
    slots.pass(run, turn.transfer());
  }

  @Override
  public void handle(Action.FollowLog follow) {
    LogFollower follower = new LogFollower(follow.transfer(), follow.attempt(), run::happen, loop);
    Optional.ofNullable(logs.get(follow.transfer()))
        .ifPresent(
            former -> {
              former.close();
              follower.after(former);
            });
    logs.put(follow.transfer(), follower);
    queue(follow.transfer())
        .execute(() -> follower.begin(run.cluster(Side.SOURCE), follow.namespace(), follow.pod()));
  }

  @Override
  public void handle(Action.Finish finish) {
    run.finish(finish.result());
  }

  @Override
  public void handle(Action.ForgetPod forget) {
    queue(forget.transfer()).execute(requests.forget(forget));
  }

  @Override
  public void handle(Action.CheckClaims check) {
    queue(check.transfer()).execute(requests.check(check));
  }

  @Override
  public void handle(Action.ReadLogs read) {
    if (logEnds == LogEnds.READ) {
      queue(read.transfer()).execute(new LogEndReader(run, read));
    }
  }

  @Override
  public void handle(Action.Create create) {
    queue(create.transfer()).execute(requests.create(create));
  }

  @Override
  public void handle(Action.ReadTunnelLogs read) {
    queue(read.transfer()).execute(requests.readTunnelLogs(read));
  }

  @Override
  public void handle(Action.WatchAddress watch) {
    queue(watch.transfer())
        .execute(requests.watchAddress(watch, opened -> loop.execute(() -> keep(List.of(opened)))));
  }

  @Override
  public void handle(Action.Delete delete) {
    departures.asked(delete.objects());
    queue(delete.transfer()).execute(requests.delete(delete));
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
                run.stop(ActiveRun.internal(e));
              }
            });
  }

  /** Until the run's end, which may have come meanwhile. */
  void keep(List<Cluster.Subscription> opened) {
    if (closed) {
      requestThreads.execute(() -> opened.forEach(Cluster.Subscription::close));
    } else {
      watches.addAll(opened);
    }
  }

  /** The run is over. */
  void close() {
    closed = true;
    timers.cancelAll();
    logs.values().forEach(LogFollower::close);
    List<Cluster.Subscription> open = List.copyOf(watches);
    watches.clear();
    requestThreads.execute(() -> open.forEach(Cluster.Subscription::close));
    slots.passAll(run);
  }
}
