package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Tried;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Creates an object and finds out what became of that where an answer is lost, late or odd. Where
 * it was asked for more than once, the last answer is no proof: an object that was made by a try
 * that nobody answered uses up the quota for which the next is refused.
 *
 * <ol>
 *   <li>What may be read, a ConfigMap or a pod, is looked at: its nonce says whether this process
 *       has made it. The first object of a run settles in this way whose the run's id is.
 *   <li>What may not be read and is there already has the name of a run whose id is settled: it is
 *       this run's, and made anew, so that what the server added to it is known.
 * </ol>
 */
record VerifiedCreation(ActiveRun run, Cluster cluster, Action.Create create) {
  private static final int ANEW_MAX = 2;

  /** After these nobody knows whether the object was made. */
  private static final Set<Reason> UNANSWERED =
      EnumSet.of(Reason.API_UNREACHABLE, Reason.NOT_KUBERNETES);

  /**
   * @return as the server has it
   */
  HasMetadata of(HasMetadata object) {
    return of(object, ANEW_MAX, 0);
  }

  /**
   * @param before how many tries were not answered so far
   */
  private HasMetadata of(HasMetadata object, int anew, int before) {
    try {
      Cluster.Created made = cluster.create(object);
      made(object, before + made.tried().open());
      return made.object();
    } catch (ClusterException e) {
      boolean taken = e.failure().reason() == Reason.ALREADY_EXISTS;
      Tried tried = new Tried(e.tried().sent(), e.tried().open() + before);
      if (!taken && !isUncertain(e.failure(), tried)) {
        throw e;
      }
      Optional<HasMetadata> ours = canBeRead(object) ? look(object, e, tried) : Optional.empty();
      if (ours.isPresent()) {
        made(object, tried.butOne().open());
        return ours.get();
      }
      boolean again = taken || (!canBeRead(object) && !UNANSWERED.contains(e.failure().reason()));
      if (!again || anew == 0) {
        doubt(object, tried.open());
        throw taken ? neverAnswered(object, e) : e;
      }
      if (!canBeRead(object)) {
        makeRoom(object, e);
      }
      return of(object, anew - 1, tried.open());
    }
  }

  static boolean isUncertain(Failure failure, Tried tried) {
    return UNANSWERED.contains(failure.reason()) || tried.sent() > 1 || tried.open() > 0;
  }

  private void makeRoom(HasMetadata object, ClusterException why) {
    try {
      cluster.deleteNamed(ref(object));
    } catch (ClusterException e) {
      throw why.failure().reason() == Reason.ALREADY_EXISTS ? e : why;
    }
  }

  private static boolean canBeRead(HasMetadata object) {
    return object instanceof ConfigMap || object instanceof Pod;
  }

  /** Another try may be heard once the run has deleted it, and make it anew. */
  private void made(HasMetadata object, int open) {
    if (open > 0) {
      doubt(object, open);
    }
  }

  /** All else belongs to a ConfigMap, and goes with it even if it comes later. */
  private void doubt(HasMetadata object, int open) {
    if (canBeRead(object)) {
      run.doubts().add(ref(object), object, open);
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
  private Optional<HasMetadata> look(HasMetadata object, ClusterException why, Tried tried) {
    Optional<HasMetadata> there;
    try {
      there = cluster.found(ref(object).kind(), object);
    } catch (ClusterException e) {
      doubt(object, tried.open());
      // Whose it is nobody knows: not "another run's", which would be left alone.
      throw why.failure().reason() == Reason.ALREADY_EXISTS ? e : why;
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
