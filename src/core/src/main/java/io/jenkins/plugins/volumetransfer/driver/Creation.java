package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Creates an object and finds out what became of that where the answer is lost, late or odd.
 *
 * <ol>
 *   <li>What may be read, a ConfigMap or a pod, is looked at: its nonce says whether this process
 *       has made it. The first object of a run settles in this way whose the run's id is.
 *   <li>What may not be read and is there already has the name of a run whose id is settled: it is
 *       this run's, and made anew, so that what the server added to it is known.
 * </ol>
 */
record Creation(ActiveRun run, Cluster cluster, Action.Create create) {
  private static final int ANEW_MAX = 2;

  /** After these nobody knows whether the object was made. */
  private static final Set<Reason> UNCERTAIN =
      EnumSet.of(Reason.ALREADY_EXISTS, Reason.API_UNREACHABLE, Reason.NOT_KUBERNETES);

  /**
   * @return as the server has it
   */
  HasMetadata of(HasMetadata object) {
    return of(object, ANEW_MAX);
  }

  private HasMetadata of(HasMetadata object, int anew) {
    try {
      return cluster.create(object);
    } catch (ClusterException e) {
      if (!UNCERTAIN.contains(e.failure().reason())) {
        throw e;
      }
      boolean taken = e.failure().reason() == Reason.ALREADY_EXISTS;
      Optional<HasMetadata> ours = canBeRead(object) ? look(object, e) : Optional.empty();
      if (ours.isPresent()) {
        return ours.get();
      }
      if (!taken || anew == 0) {
        doubt(object);
        throw taken ? neverAnswered(object, e) : e;
      }
      if (!canBeRead(object)) {
        cluster.deleteNamed(ref(object));
      }
      return of(object, anew - 1);
    }
  }

  private static boolean canBeRead(HasMetadata object) {
    return object instanceof ConfigMap || object instanceof Pod;
  }

  /** All else belongs to a ConfigMap, and goes with it even if it comes later. */
  private void doubt(HasMetadata object) {
    if (canBeRead(object)) {
      run.doubts().add(ref(object), object);
    }
  }

  /** Not ALREADY_EXISTS, which says that it is another run's. */
  private ClusterException neverAnswered(HasMetadata object, ClusterException why) {
    return new ClusterException(
        new Failure(
            Reason.API_UNREACHABLE,
            "create " + ref(object) + ": made " + (ANEW_MAX + 1) + " times, and no answer came"),
        why);
  }

  /** Empty: there is none (any more). */
  private Optional<HasMetadata> look(HasMetadata object, ClusterException why) {
    Optional<HasMetadata> there;
    try {
      there = cluster.found(ref(object).kind(), object);
    } catch (ClusterException e) {
      doubt(object);
      throw why;
    }
    if (there.filter(found -> !isSame(object, found)).isPresent()) {
      throw new ClusterException(
          new Failure(
              Reason.ALREADY_EXISTS,
              "create "
                  + ref(object)
                  + ": it is there already; another run has this id, choose another"),
          why);
    }
    return there;
  }

  /** Whether this process has made what is there. */
  static boolean isSame(HasMetadata wanted, HasMetadata there) {
    return nonce(wanted).isPresent() && nonce(wanted).equals(nonce(there));
  }

  private static Optional<String> nonce(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.NONCE));
  }

  private ObjectRef ref(HasMetadata object) {
    return ObjectRef.of(create.side(), object).orElseThrow();
  }
}
