package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One watch on our pods of a namespace, and one on what Kubernetes warns of about them, for as long
 * as somebody listens.
 */
final class PodWatch implements ResourceEventHandler<Pod> {
  private static final long START_SECONDS_MAX = 30;

  private record Listening(RunId run, PodListener listener) {}

  private final SharedIndexInformer<Pod> informer;
  private final PodWarnings warnings;
  private final List<Listening> listening = new CopyOnWriteArrayList<>();

  /** By name: the first pod that was seen. One of the same name that comes later is no run's. */
  private final Map<String, String> uids = new ConcurrentHashMap<>();

  private PodWatch(KubernetesClient client, String namespace) {
    informer =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
            .runnableInformer(0);
    warnings = PodWarnings.start(client, namespace, new News(namespace));
    informer.addEventHandler(this);
  }

  /** Returns when the watch is on. */
  static PodWatch start(KubernetesClient client, String namespace) throws Exception {
    PodWatch watch = new PodWatch(client, namespace);
    // Only a watch that was on once is worth restoring; a first refusal is an answer.
    watch.informer.exceptionHandler((wasStarted, error) -> wasStarted);
    try {
      watch.informer.start().toCompletableFuture().get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      watch.close();
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    return watch;
  }

  /** What is there already is told at once. */
  synchronized void add(RunId run, PodListener listener) {
    listening.add(new Listening(run, listener));
    informer.getStore().list().forEach(pod -> deal(pod, new Listening(run, listener)));
  }

  /** Whether nobody listens any more. */
  boolean remove(RunId run, PodListener listener) {
    listening.remove(new Listening(run, listener));
    return listening.isEmpty();
  }

  void close() {
    warnings.close();
    informer.close();
  }

  @Override
  public void onAdd(Pod pod) {
    dealNewest(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    dealNewest(pod);
  }

  /** An Event of a pod that is not seen yet is told with it. */
  private final class News implements PodWarnings.News {
    private final String namespace;

    News(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void ofPod(String name) {
      Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name))
          .ifPresent(PodWatch.this::dealNewest);
    }

    @Override
    public void ofClaim(String name) {
      informer.getStore().list().stream()
          .filter(pod -> ClaimUse.of(pod).stream().anyMatch(use -> use.claim().equals(name)))
          .forEach(PodWatch.this::dealNewest);
    }
  }

  /** Two watches tell of a pod: neither may tell of an older state than the other just did. */
  private synchronized void dealNewest(Pod pod) {
    Pod newest =
        Optional.ofNullable(informer.getStore().getByKey(informer.getStore().getKey(pod)))
            .orElse(pod);
    notifyAll();
    listening.forEach(each -> deal(newest, each));
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean lastStateUnknown) {
    for (Listening each : listening) {
      if (isOf(each.run(), pod)) {
        PodState state = PodStates.of(pod).orElseThrow();
        String transfer = PodStates.transfer(pod).orElseThrow();
        if (!lastStateUnknown) {
          // The last state tells how the containers ended, if they did.
          each.listener().changed(transfer, state);
        }
        each.listener().gone(transfer, state.side(), state.attempt());
      }
    }
  }

  private void deal(Pod pod, Listening to) {
    if (isOf(to.run(), pod)) {
      PodState state = PodStates.of(pod).orElseThrow().withWarnings(warnings.of(pod));
      to.listener().changed(PodStates.transfer(pod).orElseThrow(), state);
    }
  }

  /** Anybody may write labels: a pod is of a run if it has the name that the run gives it, too. */
  private boolean isOf(RunId run, Pod pod) {
    return PodStates.isOf(run, pod)
        && Optional.ofNullable(pod.getMetadata().getUid())
            .map(uid -> uid.equals(uids.computeIfAbsent(pod.getMetadata().getName(), n -> uid)))
            .orElse(true);
  }

  /**
   * All of ours that the watch knows of, once it knows of this one: none that came before it is
   * missing. Empty: it does not come to know it in time.
   */
  private synchronized Optional<List<Pod>> seenWith(Pod pod, Duration patience) {
    String key = informer.getStore().getKey(pod);
    long end = System.nanoTime() + patience.toNanos();
    while (informer.getStore().getByKey(key) == null) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMs <= 0) {
        return Optional.empty();
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(informer.getStore().list());
  }

  /** The watches of one cluster, by namespace. */
  static final class PerNamespace {
    private final KubernetesClient client;
    private final Map<String, PodWatch> watches = new HashMap<>();

    PerNamespace(KubernetesClient client) {
      this.client = client;
    }

    synchronized Cluster.Subscription subscribe(String namespace, RunId run, PodListener listener)
        throws Exception {
      PodWatch watch = watches.get(namespace);
      if (watch == null) {
        watch = PodWatch.start(client, namespace);
        watches.put(namespace, watch);
      }
      watch.add(run, listener);
      return () -> unsubscribe(namespace, run, listener);
    }

    /** Empty: nobody watches there, or the watch does not know the pod in time. */
    Optional<List<Pod>> seenWith(Pod pod, Duration patience) {
      return watch(pod.getMetadata().getNamespace())
          .flatMap(watch -> watch.seenWith(pod, patience));
    }

    private synchronized Optional<PodWatch> watch(String namespace) {
      return Optional.ofNullable(watches.get(namespace));
    }

    private synchronized void unsubscribe(String namespace, RunId run, PodListener listener) {
      PodWatch watch = watches.get(namespace);
      if (watch != null && watch.remove(run, listener)) {
        watches.remove(namespace);
        watch.close();
      }
    }

    synchronized void close() {
      watches.values().forEach(PodWatch::close);
      watches.clear();
    }
  }
}
