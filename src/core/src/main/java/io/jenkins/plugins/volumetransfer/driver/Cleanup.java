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
import java.util.stream.Collectors;

/**
 * Deletes what runs have left in a cluster: pods first, and when they are gone, or will not go
 * within a bound, the ConfigMaps, each by its uid. What else a run makes is owned by a ConfigMap,
 * so that Kubernetes deletes it then, and only then: what merely has the name of such an object is
 * not touched, whatever a ConfigMap says.
 */
public final class Cleanup {
  /** Grace period of the pods (10 s), and some time for the kubelet. */
  private static final Duration PODS_GONE = Duration.ofSeconds(60);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

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
  private final Duration goneAlong;

  public Cleanup(Cluster cluster) {
    this(cluster, PODS_GONE, Belongings.GONE_ALONG);
  }

  /**
   * @param podsGone how long to wait for the pods to go
   * @param goneAlong how long to wait for what the ConfigMaps owned
   */
  Cleanup(Cluster cluster, Duration podsGone, Duration goneAlong) {
    this.cluster = cluster;
    this.podsGone = podsGone;
    this.goneAlong = goneAlong;
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
    List<OwnedObject> owners;
    List<OwnedObject> dependents;
    try (Departure departure = new Departure()) {
      departure.watch(pods(selected(namespaces, selection)));
      // Listed again with the watches on, so that the end of each pod in the list is heard.
      List<OwnedObject> objects = selected(namespaces, selection);
      List<OwnedObject> pods = pods(objects);
      dependents = there(objects.stream().filter(each -> each.uid().isEmpty()).toList());
      owners = objects.stream().filter(each -> !isPod(each) && each.uid().isPresent()).toList();
      departure.expect(pods);
      delete(pods, deleted, failures);
      departure.await();
    }
    deleted.addAll(dependents.stream().map(OwnedObject::ref).toList());
    delete(owners, deleted, failures);
    List<ObjectRef> left =
        new ArrayList<>(
            selected(namespaces, selection).stream()
                .filter(object -> object.uid().isPresent())
                .map(OwnedObject::ref)
                .toList());
    left.addAll(0, goneAlong(dependents, left));
    deleted.removeAll(left);
    return new Outcome(deleted, left, failures);
  }

  /** What {@link #remove} would delete, in that order, as far as it may be asked for. */
  public List<ObjectRef> selection(List<String> namespaces, Selection selection) {
    return there(selected(namespaces, selection)).stream().map(OwnedObject::ref).toList();
  }

  /** A ConfigMap does not tell which of them were ever made. */
  private List<OwnedObject> there(List<OwnedObject> objects) {
    return objects.stream()
        .filter(object -> object.uid().isPresent() || exists(object.ref()))
        .toList();
  }

  private boolean exists(ObjectRef object) {
    try {
      return cluster.exists(object);
    } catch (ClusterException e) {
      // Who may not delete it is told so when it should go, and sees it in the list till then.
      return true;
    }
  }

  /** Those whose ConfigMap is still there are not waited for. */
  private List<ObjectRef> goneAlong(List<OwnedObject> dependents, List<ObjectRef> stillThere) {
    Map<Boolean, List<ObjectRef>> byOwner =
        dependents.stream()
            .collect(
                Collectors.partitioningBy(
                    each -> stillThere.stream().anyMatch(each::isOwnedBy),
                    Collectors.mapping(OwnedObject::ref, Collectors.toList())));
    List<ObjectRef> left = new ArrayList<>(byOwner.get(true));
    left.addAll(Departed.await(byOwner.get(false), this::exists, goneAlong, LOOK_AGAIN));
    return left;
  }

  private List<OwnedObject> selected(List<String> namespaces, Selection selection) {
    return cluster.owned(namespaces).stream().filter(selection::covers).toList();
  }

  private static List<OwnedObject> pods(List<OwnedObject> objects) {
    return objects.stream().filter(Cleanup::isPod).toList();
  }

  private static boolean isPod(OwnedObject object) {
    return object.ref().kind() == ObjectRef.Kind.POD;
  }

  private void delete(List<OwnedObject> objects, List<ObjectRef> deleted, List<Failure> failures) {
    for (OwnedObject object : objects) {
      try {
        if (cluster.delete(object.ref(), object.uid().orElseThrow())) {
          deleted.add(object.ref());
        }
      } catch (ClusterException e) {
        failures.add(e.failure());
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
