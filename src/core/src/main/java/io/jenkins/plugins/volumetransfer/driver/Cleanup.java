package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what runs have left in a cluster: pods first, and when they are gone, or will not go
 * within a bound, the rest. Each ConfigMap goes after the Secret of its name, which is only found
 * by it.
 */
public final class Cleanup {
  /** Grace period of the pods (10 s), and some time for the kubelet. */
  private static final Duration PODS_GONE = Duration.ofSeconds(60);

  /** Whose objects are meant. */
  public sealed interface Selection {
    boolean covers(OwnedObject object);
  }

  /** All of this run, expired or not: who names a run knows that it is over. */
  public record OfRun(RunId run) implements Selection {
    @Override
    public boolean covers(OwnedObject object) {
      return object.run().equals(run);
    }
  }

  /** Of a run that goes on, what its transfers of these names have left. */
  public record OfTransfers(RunId run, Set<String> names) implements Selection {
    @Override
    public boolean covers(OwnedObject object) {
      return object.run().equals(run) && names.contains(object.transfer());
    }
  }

  /** What says itself that its time is over; what can't be read does not say so. */
  public record Expired(Instant now) implements Selection {
    @Override
    public boolean covers(OwnedObject object) {
      return object.expires().filter(at -> at.isBefore(now)).isPresent();
    }
  }

  /**
   * What was done.
   *
   * @param deleted in the order of deletion
   * @param left what is selected and still there
   * @param failures of single deletions
   */
  public record Outcome(List<ObjectRef> deleted, List<ObjectRef> left, List<Failure> failures) {
    public Outcome {
      deleted = List.copyOf(deleted);
      left = List.copyOf(left);
      failures = List.copyOf(failures);
    }
  }

  private final Cluster cluster;
  private final Duration podsGone;

  public Cleanup(Cluster cluster) {
    this(cluster, PODS_GONE);
  }

  /**
   * @param podsGone how long to wait for the pods to go
   */
  Cleanup(Cluster cluster, Duration podsGone) {
    this.cluster = cluster;
    this.podsGone = podsGone;
  }

  /**
   * Deletes what is selected.
   *
   * @param namespaces where to look; none: everywhere
   * @throws ClusterException where looking is not allowed
   * @throws InterruptedException while waiting for pods to go
   */
  public Outcome remove(List<String> namespaces, Selection selection) throws InterruptedException {
    List<ObjectRef> deleted = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    try (Departure departure = new Departure()) {
      departure.watch(pods(selected(namespaces, selection)));
      // Listed again with the watches on, so that the end of each pod in the list is heard.
      List<OwnedObject> objects = selected(namespaces, selection);
      List<OwnedObject> pods = pods(objects);
      departure.expect(pods);
      delete(pods, deleted, failures);
      departure.await();
      delete(objects.stream().filter(each -> !pods.contains(each)).toList(), deleted, failures);
    }
    List<ObjectRef> left = selected(namespaces, selection).stream().map(OwnedObject::ref).toList();
    deleted.removeAll(left);
    return new Outcome(deleted, left, failures);
  }

  private List<OwnedObject> selected(List<String> namespaces, Selection selection) {
    return cluster.owned(namespaces).stream().filter(selection::covers).toList();
  }

  private static List<OwnedObject> pods(List<OwnedObject> objects) {
    return objects.stream().filter(each -> each.ref().kind() == ObjectRef.Kind.POD).toList();
  }

  private void delete(List<OwnedObject> objects, List<ObjectRef> deleted, List<Failure> failures) {
    Set<String> incomplete = new HashSet<>();
    for (OwnedObject object : objects) {
      String named = object.ref().namespace() + "/" + object.ref().name();
      if (object.ref().kind() == ObjectRef.Kind.CONFIG_MAP && incomplete.contains(named)) {
        // By it what is left is found the next time.
        continue;
      }
      try {
        cluster.delete(object.ref());
        deleted.add(object.ref());
      } catch (ClusterException e) {
        failures.add(e.failure());
        incomplete.add(named);
      }
    }
  }

  /** Waits until pods are gone, by watches. */
  private final class Departure implements AutoCloseable {
    private record Watched(String namespace, RunId run) {}

    private record Gone(Watched watched, String transfer, Side side, int attempt) {
      boolean is(OwnedObject pod) {
        return watched.equals(new Watched(pod.ref().namespace(), pod.run()))
            && transfer.equals(pod.transfer())
            && side == pod.ref().side()
            && pod.ref().name().endsWith("-" + attempt);
      }
    }

    private final Map<Watched, Cluster.Subscription> watches = new LinkedHashMap<>();
    private final Set<Gone> gone = new HashSet<>();
    private List<OwnedObject> expected = List.of();

    void watch(List<OwnedObject> pods) {
      for (OwnedObject pod : pods) {
        Watched watched = new Watched(pod.ref().namespace(), pod.run());
        if (!watches.containsKey(watched)) {
          watches.put(
              watched, cluster.watchPods(watched.namespace(), watched.run(), listener(watched)));
        }
      }
    }

    private PodListener listener(Watched watched) {
      return new PodListener() {
        @Override
        public void changed(String transfer, PodState pod) {}

        @Override
        public void gone(String transfer, Side side, int attempt) {
          heard(new Gone(watched, transfer, side, attempt));
        }
      };
    }

    private synchronized void heard(Gone pod) {
      gone.add(pod);
      notifyAll();
    }

    synchronized void expect(List<OwnedObject> pods) {
      expected =
          pods.stream()
              .filter(pod -> watches.containsKey(new Watched(pod.ref().namespace(), pod.run())))
              .toList();
    }

    synchronized void await() throws InterruptedException {
      long end = System.nanoTime() + podsGone.toNanos();
      while (!expected.stream().allMatch(pod -> gone.stream().anyMatch(each -> each.is(pod)))) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    }

    @Override
    public void close() {
      watches.values().forEach(Cluster.Subscription::close);
    }
  }
}
