package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run of another process, looked at while its source pods copy. Nothing is changed, and nothing
 * is judged: a pod's rsync tells how it ended, and only who runs the run tells what that means.
 */
public final class WatchedRun implements AutoCloseable {
  private static final String RSYNC = "rsync";

  /** How long the log of what has ended may come after its end; and a log is opened again. */
  private static final long LOG_SECONDS = 1;

  private final Cluster cluster;
  private final RunId run;
  private final Map<String, OwnedObject> pods;
  private final Consumer<Announcement> listener;
  private final CompletableFuture<Map<String, OptionalInt>> end = new CompletableFuture<>();
  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread watch = new Thread(task, "volume-transfer-watch");
            watch.setDaemon(true);
            return watch;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  /** All below is only touched by the thread. */
  private final Map<String, Integer> attempts = new HashMap<>();

  private final Map<String, LogFollower> logs = new HashMap<>();
  private final Map<String, OptionalInt> ended = new TreeMap<>();
  private final Set<Cluster.Subscription> watches = new HashSet<>();

  private WatchedRun(
      Cluster cluster, RunId run, Map<String, OwnedObject> pods, Consumer<Announcement> listener) {
    this.cluster = cluster;
    this.run = run;
    this.pods = pods;
    this.listener = listener;
  }

  /**
   * Looks at the transfers of which a source pod is there; returns at once.
   *
   * @param pods as {@link #sourcePods} tells them, at least one
   * @param listener hears of phases, progress and warnings, on a thread of this object's
   */
  public static WatchedRun follow(
      Cluster cluster, RunId run, Map<String, OwnedObject> pods, Consumer<Announcement> listener) {
    WatchedRun watched = new WatchedRun(cluster, run, pods, listener);
    watched.thread.execute(watched::watch);
    return watched;
  }

  /** Of a run's objects: the newest source pod of each transfer that has one, by their names. */
  public static Map<String, OwnedObject> sourcePods(List<OwnedObject> objects) {
    return objects.stream()
        .filter(object -> object.ref().side() == Side.SOURCE)
        .filter(object -> object.pod().isPresent())
        .collect(
            Collectors.toMap(
                OwnedObject::transfer,
                object -> object,
                (one, other) -> attempt(one) < attempt(other) ? other : one,
                TreeMap::new));
  }

  private static int attempt(OwnedObject pod) {
    return pod.pod().orElseThrow().state().attempt();
  }

  /**
   * Completes once no source pod copies any more: with what rsync ended with, by transfer. Empty:
   * its pod went before that was seen, or was taken away.
   */
  public CompletionStage<Map<String, OptionalInt>> end() {
    return end;
  }

  private void watch() {
    try {
      Set<String> namespaces =
          pods.values().stream().map(pod -> pod.ref().namespace()).collect(Collectors.toSet());
      for (String namespace : namespaces) {
        watches.add(cluster.watchPods(namespace, run, new InNamespace(namespace)));
      }
      // What has gone since it was listed is told by nobody.
      pods.forEach((transfer, pod) -> thread.execute(() -> requireSeen(transfer)));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private void requireSeen(String transfer) {
    if (!attempts.containsKey(transfer)) {
      over(transfer, OptionalInt.empty());
    }
  }

  private final class InNamespace implements PodListener {
    private final String namespace;

    InNamespace(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void changed(String transfer, PodState pod) {
      if (pod.side() == Side.SOURCE && pods.containsKey(transfer)) {
        thread.execute(() -> seen(namespace, transfer, pod));
      }
    }

    @Override
    public void gone(String transfer, Side side, int attempt) {
      if (side == Side.SOURCE) {
        thread.execute(
            () -> {
              if (attempts.getOrDefault(transfer, 0) == attempt) {
                over(transfer, OptionalInt.empty());
              }
            });
      }
    }
  }

  private void seen(String namespace, String transfer, PodState pod) {
    int known = attempts.getOrDefault(transfer, 0);
    if (pod.attempt() < known) {
      return;
    }
    if (pod.attempt() > known) {
      attempts.put(transfer, pod.attempt());
      ended.remove(transfer);
      close(transfer);
      listener.accept(
          new Announcement.PhaseChanged(transfer, Phase.STARTING_SOURCE, pod.attempt()));
    }
    Optional<ContainerState.Terminated> rsync = pod.terminated(RSYNC);
    boolean began = rsync.isPresent() || pod.running(RSYNC);
    if (began && !logs.containsKey(transfer)) {
      listener.accept(new Announcement.PhaseChanged(transfer, Phase.COPYING, pod.attempt()));
      read(namespace, transfer, pod.attempt());
    }
    if (rsync.isPresent()) {
      over(transfer, OptionalInt.of(rsync.get().exitCode()));
    } else if (pod.phase().equals("Failed")) {
      over(transfer, OptionalInt.empty());
    }
  }

  private void read(String namespace, String transfer, int attempt) {
    LogFollower follower =
        new LogFollower(transfer, attempt, event -> logSays(namespace, event), thread);
    Optional.ofNullable(logs.put(transfer, follower))
        .ifPresent(
            former -> {
              follower.after(former);
              former.close();
            });
    follower.begin(cluster, namespace, ObjectNames.pod(run, transfer, Side.SOURCE, attempt));
  }

  private void logSays(String namespace, Event event) {
    if (event instanceof Event.Progressed news) {
      listener.accept(new Announcement.Progress(news.transfer(), news.attempt(), news.log()));
    } else if (event instanceof Event.LogEnded log && log.unreadable().isPresent()) {
      listener.accept(
          new Announcement.Warning(
              log.transfer(), "progress is not known: " + log.unreadable().get().message()));
    } else if (event instanceof Event.LogEnded log) {
      // Connections break; rsync may run on.
      thread.schedule(() -> readAgain(namespace, log), LOG_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void readAgain(String namespace, Event.LogEnded log) {
    boolean current = attempts.getOrDefault(log.transfer(), 0) == log.attempt();
    if (current && !ended.containsKey(log.transfer())) {
      read(namespace, log.transfer(), log.attempt());
    }
  }

  private void over(String transfer, OptionalInt code) {
    // A code stays known when its pod goes.
    ended.merge(transfer, code, (before, now) -> before.isPresent() ? before : now);
    if (ended.keySet().containsAll(pods.keySet())) {
      thread.schedule(this::conclude, LOG_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void conclude() {
    if (ended.keySet().containsAll(pods.keySet())) {
      end.complete(Collections.unmodifiableMap(new TreeMap<>(ended)));
    }
  }

  private void close(String transfer) {
    Optional.ofNullable(logs.remove(transfer)).ifPresent(LogFollower::close);
  }

  @Override
  public void close() {
    thread.execute(
        () -> {
          List.copyOf(logs.keySet()).forEach(this::close);
          watches.forEach(Cluster.Subscription::close);
        });
    thread.shutdown();
  }
}
