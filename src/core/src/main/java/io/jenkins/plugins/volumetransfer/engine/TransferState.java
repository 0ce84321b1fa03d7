package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One transfer, as far as the engine knows.
 *
 * @param attempt the current one, from 1; 0 before the first
 * @param endpoint what the destination's objects tell of their address, once they do
 * @param pods of the current attempt, as last seen
 * @param present sides whose pod of the current attempt exists
 * @param made sides whose ConfigMap and Secret may exist; none: there is nothing to clean
 * @param forgotten sides whose ended pod was dropped from the API
 * @param admitted this attempt's destination pod was made, and no other run was there before it
 * @param sourceComplete the source's ConfigMap and Secret are there, both
 * @param podsDeleted the deletion of this attempt's pods was answered: none appears any more
 * @param logEnded nothing more will come from the log of this attempt
 * @param failures of the attempts so far
 * @param verdict from CLEANING on: why the transfer failed; empty: it succeeded
 */
record TransferState(
    Manifests manifests,
    Phase phase,
    int attempt,
    Instant started,
    Optional<Published> endpoint,
    Map<Side, PodState> pods,
    Set<Side> present,
    Set<Side> made,
    Set<Side> forgotten,
    boolean admitted,
    boolean sourceComplete,
    boolean podsDeleted,
    boolean objectsDeleted,
    RsyncLog log,
    boolean logEnded,
    List<Failure> failures,
    Optional<Failure> verdict,
    List<String> warned,
    Optional<TransferResult> result) {

  TransferState {
    pods = Map.copyOf(pods);
    present = Set.copyOf(present);
    made = Set.copyOf(made);
    forgotten = Set.copyOf(forgotten);
    failures = List.copyOf(failures);
    warned = List.copyOf(warned);
  }

  static TransferState initial(Manifests manifests, Instant now) {
    return new TransferState(
        manifests,
        Phase.NOT_STARTED,
        0,
        now,
        Optional.empty(),
        Map.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        false,
        false,
        false,
        false,
        RsyncLog.empty(),
        false,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** The result of a transfer whose engine has failed: nothing is known to be deleted. */
  TransferResult endedBy(Failure failure, Instant now) {
    List<ObjectRef> left = made.isEmpty() ? List.of() : TransferRefs.of(manifests).all(attempt);
    return new TransferResult(
        manifests.transfer(),
        manifests.spec().endpoint(),
        Optional.of(failure),
        failures,
        log,
        started,
        now,
        left);
  }

  /** Of a transfer that has not begun; pods that a former process has made may be known already. */
  TransferState reachedBy(Endpoint chosen) {
    TransferDraft draft = new TransferDraft(this, started);
    draft.reachedBy(chosen);
    return draft.state();
  }

  String name() {
    return manifests.transfer().name();
  }
}
