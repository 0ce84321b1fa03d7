package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.engine.PhaseState.Deleted;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One transfer, as far as the engine knows.
 *
 * @param published what the destination's objects tell of their address, once they do
 * @param failures of the attempts so far
 */
record TransferState(
    Manifests manifests,
    Instant started,
    Shared shared,
    Optional<Published> published,
    AttemptState attempt,
    List<Failure> failures,
    PhaseState at) {
  /** Which ConfigMaps and Secrets, and the like, may exist. */
  enum Shared {
    NONE,
    DESTINATION(Side.DESTINATION),
    /** Of the source's, some or none. */
    SOURCE_IN_PART(Side.values()),
    /** The source's are there, all of them. */
    COMPLETE(Side.values());

    private final List<Side> sides;

    Shared(Side... sides) {
      this.sides = List.of(sides);
    }
  }

  TransferState {
    failures = List.copyOf(failures);
  }

  static TransferState initial(Manifests manifests, Instant now) {
    return new TransferState(
        manifests,
        now,
        Shared.NONE,
        Optional.empty(),
        new AttemptState(0),
        List.of(),
        PhaseState.Plain.NOT_STARTED);
  }

  /** The result of a transfer whose engine has failed: nothing is known to be deleted. */
  TransferResult endedBy(Failure failure, Instant now) {
    return ended(
        Optional.of(failure),
        now,
        shared == Shared.NONE ? List.of() : refs().all(attempt.number()));
  }

  TransferResult ended(Optional<Failure> verdict, Instant now, List<ObjectRef> left) {
    return new TransferResult(
        manifests.transfer(),
        manifests.spec().endpoint(),
        verdict,
        failures,
        attempt.log(),
        started,
        now,
        left);
  }

  /**
   * Whether its pods, made by a process that has died, need no other to come to a success. Those
   * that have failed are no different from those that were to stay.
   */
  boolean underWay() {
    boolean living =
        attempt.present().size() == Side.values().length
            && attempt.present().stream()
                .noneMatch(side -> attempt.pod(side).filter(PodState::deleting).isPresent());
    return living
        && (attempt.rsyncEnded().isEmpty() || Diagnosis.ofEnd(manifests, attempt).isEmpty());
  }

  /** What is there, and what may be: a pod whose creation and deletion nobody answered. */
  List<ObjectRef> leftBehind() {
    Set<Side> pods = new TreeSet<>(attempt.present());
    if (attempt.number() > 0 && at.deleted() == Deleted.NOTHING) {
      pods.addAll(shared.sides);
    }
    List<ObjectRef> left = new ArrayList<>();
    pods.forEach(side -> left.add(pod(side)));
    if (at.deleted() != Deleted.ALL) {
      left.addAll(refs().shared());
    }
    return left;
  }

  /** Of a transfer that has not begun; pods that a former process has made may be known already. */
  TransferState reachedBy(Endpoint chosen) {
    return new TransferState(
        manifests.reachedBy(chosen), started, shared, published, attempt, failures, at);
  }

  TransferState startedAt(Instant now) {
    return new TransferState(manifests, now, shared, published, attempt, failures, at);
  }

  TransferState with(Shared objects) {
    return new TransferState(manifests, started, objects, published, attempt, failures, at);
  }

  TransferState with(Optional<Published> address) {
    return new TransferState(manifests, started, shared, address, attempt, failures, at);
  }

  TransferState with(AttemptState changed) {
    return new TransferState(manifests, started, shared, published, changed, failures, at);
  }

  TransferState failed(List<Failure> more) {
    List<Failure> all = new ArrayList<>(failures);
    all.addAll(more);
    return new TransferState(manifests, started, shared, published, attempt, all, at);
  }

  TransferState at(PhaseState next) {
    return new TransferState(manifests, started, shared, published, attempt, failures, next);
  }

  Phase phase() {
    return at.phase();
  }

  Optional<TransferResult> result() {
    return at instanceof PhaseState.Ended ended ? Optional.of(ended.result()) : Optional.empty();
  }

  TransferRefs refs() {
    return TransferRefs.of(manifests);
  }

  ObjectRef pod(Side side) {
    return refs().pod(side, attempt.number());
  }

  String name() {
    return manifests.transfer().name();
  }
}
