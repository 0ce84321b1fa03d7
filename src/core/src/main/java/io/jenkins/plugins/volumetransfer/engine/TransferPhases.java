package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** From what is known to the next phase. */
final class TransferPhases {
  /** How long a cause may come after its effect before the effect is all there is to say. */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  /** A script notices a dead peer within a second or so; this is the engine's own bound. */
  private static final Duration PEER_DEATH = Duration.ofSeconds(15);

  private static final Failure PROCESS_DIED =
      new Failure(
          Reason.PROCESS_DIED,
          "the process that made this attempt died; how far it came was not seen");

  /** A tunnel opens within seconds; after this, stunnel is asked what it waits for. */
  private static final Duration TUNNEL_PATIENCE = Duration.ofSeconds(20);

  private final TransferDraft draft;
  private final AttemptEnd end;

  TransferPhases(TransferDraft draft, AttemptEnd end) {
    this.draft = draft;
    this.end = end;
  }

  /** What follows from the facts, in the phase that the transfer is in. */
  void advance() {
    if (draft.active()) {
      for (PodState pod : List.copyOf(draft.pods.values())) {
        Optional<Failure> problem = Diagnosis.ofPod(pod);
        if (problem.isPresent() && draft.rsyncEnded().isEmpty()) {
          end.attemptFailed(problem.get());
          return;
        }
      }
    }
    if (draft.phase.removesPods()) {
      draft.expectEndedPodsToGo();
    }
    switch (draft.phase) {
      case STARTING_DESTINATION -> startedDestination();
      case STARTING_SOURCE -> startedSource();
      case COPYING -> copied();
      case SETTLING -> {
        if (draft.rsyncEnded().isPresent()
            && TransferDraft.rsyncEnded(draft.before.pods()).isEmpty()) {
          draft.setTimer(Timer.Kind.SETTLE, SETTLE);
        }
        settled();
      }
      case REMOVING_REMAINS -> {
        if (draft.present.isEmpty() && draft.podsDeleted) {
          draft.cancel(Timer.Kind.PODS_GONE);
          draft.made.clear();
          draft.pods.clear();
          check();
        }
      }
      case REMOVING_PODS -> {
        if (draft.present.isEmpty() && draft.podsDeleted) {
          draft.cancel(Timer.Kind.PODS_GONE);
          draft.enter(Phase.BACKING_OFF);
          draft.setTimer(Timer.Kind.BACK_OFF, draft.backOff());
        }
      }
      case CLEANING -> {
        if (draft.present.isEmpty() && draft.objectsDeleted) {
          end.end(List.of());
        }
      }
      default -> {}
    }
  }

  /** Whatever pods have been seen are not this run's: no process of it was here before. */
  void start() {
    draft.attempt = 0;
    draft.pods.clear();
    draft.present.clear();
    startTheClock();
    check();
  }

  /**
   * Pods that may still copy are followed to their end. All else is made anew once it is gone: the
   * key that signed the certificates has died with its process.
   */
  void resume() {
    startTheClock();
    draft.made.addAll(EnumSet.allOf(Side.class));
    boolean underWay =
        draft.pods.size() == Side.values().length
            && draft.pods.values().stream().noneMatch(PodState::deleting);
    int lost = underWay ? draft.attempt - 1 : draft.attempt;
    draft.failures.addAll(Collections.nCopies(lost, PROCESS_DIED));
    if (underWay) {
      draft.sourceComplete = true;
      draft.enter(Phase.STARTING_SOURCE);
      draft.setTimer(Timer.Kind.POD_START, draft.manifests().spec().timeouts().podStart());
      advance();
      return;
    }
    draft.enter(Phase.REMOVING_REMAINS);
    draft.delete(RequestKind.DELETE_REMAINS, draft.refs().all(draft.attempt));
    draft.setTimer(Timer.Kind.PODS_GONE, AttemptEnd.PODS_GONE);
  }

  private void startTheClock() {
    draft.started = draft.now;
    draft
        .manifests()
        .spec()
        .timeouts()
        .claim()
        .ifPresent(bound -> draft.act(new Action.SetTimer(draft.claimDeadline(), bound)));
  }

  private void check() {
    draft.enter(Phase.CHECKING);
    draft.act(new Action.CheckClaims(draft.name(), draft.manifests().transfer().volumes()));
  }

  void beginAttempt() {
    draft.attempt++;
    draft.pods.clear();
    draft.present.clear();
    draft.forgotten.clear();
    draft.admitted = false;
    draft.podsDeleted = false;
    draft.log = RsyncLog.empty();
    draft.logEnded = false;
    draft.warned.clear();
    draft.enter(Phase.STARTING_DESTINATION);
    draft.create(
        RequestKind.CREATE_DESTINATION_POD,
        Side.DESTINATION,
        List.of(draft.manifests().pod(Side.DESTINATION, draft.attempt)));
    draft.setTimer(Timer.Kind.POD_START, draft.manifests().spec().timeouts().podStart());
  }

  private void startedDestination() {
    PodState destination = draft.pods.get(Side.DESTINATION);
    if (destination == null) {
      return;
    }
    Optional<Failure> ended = Diagnosis.ofEndedDestination(destination);
    if (ended.isPresent()) {
      end.attemptFailed(ended.get());
      return;
    }
    if (!destination.ready()) {
      return;
    }
    Optional<Address> address =
        draft.endpoint.flatMap(published -> published.address(Optional.of(destination)));
    if (!draft.sourceComplete && address.isEmpty() && draft.awaitsAddress()) {
      draft.warn("the load balancer has given the destination's Service no address yet");
      return;
    }
    if (!draft.sourceComplete && address.isEmpty()) {
      end.conclude(Optional.of(Diagnosis.ofNoAddress(draft.manifests().spec().endpoint())));
      return;
    }
    if (!draft.admitted) {
      return;
    }
    draft.enter(Phase.STARTING_SOURCE);
    List<HasMetadata> objects = new ArrayList<>();
    draft.made.add(Side.SOURCE);
    if (!draft.sourceComplete) {
      objects.addAll(draft.manifests().source(address.get()));
    }
    objects.add(draft.manifests().pod(Side.SOURCE, draft.attempt));
    draft.create(RequestKind.CREATE_SOURCE, Side.SOURCE, objects);
    draft.setTimer(Timer.Kind.POD_START, draft.manifests().spec().timeouts().podStart());
  }

  private void startedSource() {
    Optional<Failure> ended = Diagnosis.ofEndedDestination(draft.pods.get(Side.DESTINATION));
    if (ended.isPresent() && draft.rsyncEnded().isEmpty()) {
      end.attemptFailed(ended.get());
      return;
    }
    PodState source = draft.pods.get(Side.SOURCE);
    if (source == null) {
      return;
    }
    if (source.running(Diagnosis.RSYNC) || source.terminated(Diagnosis.RSYNC).isPresent()) {
      draft.cancel(Timer.Kind.POD_START);
      draft.enter(Phase.COPYING);
      draft.setTimer(Timer.Kind.TUNNEL_LOG, TUNNEL_PATIENCE);
      draft.followLog();
      copied();
      return;
    }
    Diagnosis.ofSidecarBeforeRsync(source).ifPresent(end::attemptFailed);
  }

  private void copied() {
    PodState source = draft.pods.get(Side.SOURCE);
    PodState destination = draft.pods.get(Side.DESTINATION);
    boolean rsyncEnded = source.terminated(Diagnosis.RSYNC).isPresent();
    boolean peerEnded =
        source.terminated(Diagnosis.STUNNEL).isPresent()
            || Diagnosis.ofEndedDestination(destination).isPresent();
    if (rsyncEnded || peerEnded) {
      draft.cancel(Timer.Kind.NO_PROGRESS);
      draft.enter(Phase.SETTLING);
      draft.setTimer(Timer.Kind.SETTLE, rsyncEnded ? SETTLE : PEER_DEATH);
      settled();
    }
  }

  /** Judges at once where nothing more can come that would change or explain the verdict. */
  private void settled() {
    PodState source = draft.pods.get(Side.SOURCE);
    Optional<ContainerState.Terminated> rsync = source.terminated(Diagnosis.RSYNC);
    if (rsync.isEmpty() || !draft.logEnded) {
      return;
    }
    boolean complete =
        !Diagnosis.mayHaveDeeperCause(rsync.get().exitCode())
            || Diagnosis.explained(source, Optional.ofNullable(draft.pods.get(Side.DESTINATION)));
    if (complete) {
      end.judge();
    }
  }
}
