package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The objects that a run knows for its own, by their uids. A name alone is no proof: somebody else
 * may have taken it.
 *
 * <p>A Secret, a Service and the like are owned by the ConfigMap of their side. So even if their
 * uids are not known (their process died, or the answer to their creation was lost) they go when it
 * goes, by Kubernetes' own garbage collection, and what only has their name stays.
 */
final class Belongings {
  /** Kubernetes' garbage collector takes a second or so. */
  static final Duration GONE_ALONG = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final RunId run;
  private final Function<Side, Cluster> clusters;
  private final Map<ObjectRef, String> uids = new ConcurrentHashMap<>();

  Belongings(RunId run, Function<Side, Cluster> clusters) {
    this.run = run;
    this.clusters = clusters;
  }

  void know(List<OwnedObject> found) {
    found.forEach(object -> object.uid().ifPresent(uid -> uids.put(object.ref(), uid)));
  }

  void know(ObjectRef ref, HasMetadata object) {
    Optional.ofNullable(object.getMetadata().getUid()).ifPresent(uid -> uids.put(ref, uid));
  }

  Optional<String> uid(ObjectRef ref) {
    return Optional.ofNullable(uids.get(ref));
  }

  /** For what a side has but its pods: the ConfigMap, once it is made, owns the rest. */
  HasMetadata owned(Side side, HasMetadata object, HasMetadata configMap) {
    ObjectRef ref = ObjectRef.of(side, configMap).orElseThrow();
    String uid =
        uid(ref).or(() -> lookedUp(ref)).orElseThrow(() -> new ClusterException(lost(ref), null));
    OwnerReference owner =
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind(configMap.getKind())
            .withName(ref.name())
            .withUid(uid)
            .build();
    object.getMetadata().setOwnerReferences(List.of(owner));
    return object;
  }

  private static Failure lost(ObjectRef ref) {
    return new Failure(
        Reason.API_REFUSED, ref + " can't be found again, though it was said to be there");
  }

  /**
   * Deletes objects of one transfer. What is not there counts as deleted, and so does what only has
   * the name of one of ours. A NetworkPolicy, which does nothing once its pod is gone, is left to
   * go with its ConfigMap: that saves a request for each.
   *
   * @param ended pods that are to be dropped at once
   * @return what was there and may be there for a while yet
   * @throws ClusterException with the first failure, when all has been tried
   */
  List<ObjectRef> delete(List<ObjectRef> objects, Set<ObjectRef> ended) {
    List<ObjectRef> going = new ArrayList<>();
    List<ObjectRef> goAlong = new ArrayList<>();
    Optional<ClusterException> first = Optional.empty();
    for (ObjectRef object : objects) {
      try {
        Optional<String> uid = uid(object).or(() -> lookedUp(object));
        if (uid.isEmpty()) {
          goAlong.add(object);
        } else if (object.kind() == ObjectRef.Kind.NETWORK_POLICY) {
          // Known for ours, and so owned by its ConfigMap, which is deleted here too.
          continue;
        } else if (ended.contains(object)) {
          clusters.apply(object.side()).forget(object, uid.get());
        } else if (clusters.apply(object.side()).delete(object, uid.get())) {
          going.add(object);
        }
      } catch (ClusterException e) {
        first = first.or(() -> Optional.of(e));
      } catch (RuntimeException | Error e) {
        first = first.or(() -> Optional.of(new ClusterException(ActiveRun.internal(e), e)));
      }
    }
    if (first.isPresent()) {
      throw first.get();
    }
    goAlong.removeIf(object -> isListed(object.kind()));
    List<ObjectRef> there = Departed.await(goAlong, this::exists, GONE_ALONG, LOOK_AGAIN);
    if (!there.isEmpty()) {
      throw new ClusterException(notOurs(there.get(0)), null);
    }
    return going;
  }

  private boolean exists(ObjectRef object) {
    return clusters.apply(object.side()).exists(object);
  }

  private static Failure notOurs(ObjectRef object) {
    return new Failure(
        Reason.API_REFUSED,
        object
            + " is still there, though its ConfigMap is gone: either Kubernetes' garbage collector"
            + " is late, or somebody else has made it; look whose it is, and delete it then");
  }

  /** Its answer was lost, or it was made by a process that died. */
  private Optional<String> lookedUp(ObjectRef ref) {
    if (isListed(ref.kind())) {
      know(
          clusters.apply(ref.side()).owned(List.of(ref.namespace())).stream()
              .filter(object -> object.run().equals(run) && object.ref().side() == ref.side())
              .toList());
    }
    return uid(ref);
  }

  private static boolean isListed(ObjectRef.Kind kind) {
    return kind == ObjectRef.Kind.POD || kind == ObjectRef.Kind.CONFIG_MAP;
  }
}
