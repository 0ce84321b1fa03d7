package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Deleted;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Following;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Plain;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.StartingDestination;
import io.jenkins.plugins.volumetransfer.engine.TransferState.Shared;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

  private final TransferUpdate transfer;
  private final AttemptEnd end;

  TransferPhases(TransferUpdate transfer, AttemptEnd end) {
    this.transfer = transfer;
    this.end = end;
  }

  /** What follows from the facts, in the phase that the transfer is in. */
  void advance() {
    if (transfer.phase().active() && transfer.attempt().rsyncEnded().isEmpty()) {
      Optional<Failure> problem =
          transfer.attempt().pods().values().stream()
              .flatMap(pod -> PodDiagnosis.of(pod).stream())
              .findFirst();
      if (problem.isPresent()) {
        end.attemptFailed(problem.get());
        return;
      }
    }
    if (transfer.phase().removesPods()) {
      transfer.expectEndedPodsToGo();
    }
    switch (transfer.phase()) {
      case STARTING_DESTINATION -> startedDestination();
      case STARTING_SOURCE -> startedSource();
      case COPYING -> copied();
      case SETTLING -> {
        if (transfer.attempt().rsyncEnded().isPresent()
            && transfer.before.attempt().rsyncEnded().isEmpty()) {
          transfer.setTimer(Timer.Kind.SETTLE, SETTLE);
        }
        settled();
      }
      case REMOVING_REMAINS -> {
        if (removed(Deleted.PODS)) {
          transfer.cancel(Timer.Kind.PODS_GONE);
          transfer.become(transfer.state().with(Shared.NONE));
          transfer.become(new AttemptState(transfer.attempt().number()));
          check();
        }
      }
      case REMOVING_PODS -> {
        if (removed(Deleted.PODS)) {
          transfer.cancel(Timer.Kind.PODS_GONE);
          transfer.enter(Plain.BACKING_OFF);
          transfer.setTimer(Timer.Kind.BACK_OFF, transfer.backOff());
        }
      }
      case CLEANING -> {
        if (removed(Deleted.ALL)) {
          end.cleaned();
        }
      }
      case NOT_STARTED,
          CHECKING,
          PREPARING_DESTINATION,
          READING_TUNNEL_LOGS,
          BACKING_OFF,
          ENDED -> {}
    }
  }

  private boolean removed(Deleted what) {
    return transfer.state().at().kept().containsAll(transfer.attempt().present())
        && transfer.state().at().deleted() == what;
  }

  /** Whatever pods have been seen are not this run's: no process of it was here before. */
  void start() {
    transfer.become(new AttemptState(0));
    transfer.become(transfer.state().startedAt(transfer.now));
    limitTheClaims();
    check();
  }

  /**
   * What is under way is followed to its end. All else is made anew once it is gone: the key that
   * signed the certificates has died with its process.
   */
  void resume() {
    limitTheClaims();
    AttemptState found = transfer.attempt();
    boolean underWay = transfer.state().underWay();
    int lost = underWay ? found.number() - 1 : found.number();
    transfer.become(
        transfer
            .state()
            .failed(Collections.nCopies(lost, PROCESS_DIED))
            .with(underWay ? Shared.COMPLETE : Shared.SOURCE_IN_PART));
    if (underWay) {
      transfer.enter(Plain.STARTING_SOURCE);
      transfer.setTimer(Timer.Kind.POD_START, transfer.spec().timeouts().podStart());
      advance();
      return;
    }
    transfer.enter(new PhaseState.Removing(true, Deleted.NOTHING));
    transfer.delete(RequestKind.DELETE_REMAINS, transfer.state().refs().all(found.number()));
    transfer.setTimer(Timer.Kind.PODS_GONE, AttemptEnd.PODS_GONE);
  }

  private void limitTheClaims() {
    transfer
        .spec()
        .timeouts()
        .claim()
        .ifPresent(bound -> transfer.act(new Action.SetTimer(transfer.claimDeadline(), bound)));
  }

  private void check() {
    transfer.enter(Plain.CHECKING);
    transfer.act(
        new Action.CheckClaims(transfer.name(), transfer.manifests().transfer().volumes()));
  }

  void beginAttempt() {
    transfer.become(new AttemptState(transfer.attempt().number() + 1));
    transfer.enter(new PhaseState.StartingDestination(false));
    transfer.create(
        RequestKind.CREATE_DESTINATION_POD,
        Side.DESTINATION,
        List.of(transfer.manifests().pod(Side.DESTINATION, transfer.attempt().number())));
    transfer.setTimer(Timer.Kind.POD_START, transfer.spec().timeouts().podStart());
  }

  private void startedDestination() {
    Optional<PodState> destination = transfer.attempt().pod(Side.DESTINATION);
    Optional<Failure> ended = destination.flatMap(PodDiagnosis::ofEndedDestination);
    if (ended.isPresent()) {
      end.attemptFailed(ended.get());
      return;
    }
    if (destination.filter(PodState::ready).isEmpty()) {
      return;
    }
    boolean complete = transfer.state().shared() == Shared.COMPLETE;
    Optional<Address> address =
        transfer.state().published().flatMap(published -> published.address(destination));
    if (!complete && address.isEmpty()) {
      if (transfer.awaitsAddress()) {
        transfer.warn("the load balancer has given the destination's Service no address yet");
      } else {
        end.failed(EndpointDiagnosis.ofNoAddress(transfer.spec().endpoint()));
      }
      return;
    }
    if (transfer.in(StartingDestination.class).filter(StartingDestination::admitted).isEmpty()) {
      return;
    }
    transfer.enter(Plain.STARTING_SOURCE);
    List<HasMetadata> objects = new ArrayList<>();
    if (!complete) {
      transfer.become(transfer.state().with(Shared.SOURCE_IN_PART));
      objects.addAll(transfer.manifests().source(address.get()));
    }
    objects.add(transfer.manifests().pod(Side.SOURCE, transfer.attempt().number()));
    transfer.create(RequestKind.CREATE_SOURCE, Side.SOURCE, objects);
    transfer.setTimer(Timer.Kind.POD_START, transfer.spec().timeouts().podStart());
  }

  private void startedSource() {
    Optional<Failure> ended =
        transfer.attempt().pod(Side.DESTINATION).flatMap(PodDiagnosis::ofEndedDestination);
    if (ended.isPresent() && transfer.attempt().rsyncEnded().isEmpty()) {
      end.attemptFailed(ended.get());
      return;
    }
    Optional<PodState> source = transfer.attempt().pod(Side.SOURCE);
    if (transfer.attempt().rsyncEnded().isPresent()
        || source.filter(pod -> pod.running(Diagnosis.RSYNC)).isPresent()) {
      transfer.cancel(Timer.Kind.POD_START);
      transfer.enter(new PhaseState.Following(false, false));
      transfer.setTimer(Timer.Kind.TUNNEL_LOG, TUNNEL_PATIENCE);
      transfer.followLog();
      copied();
      return;
    }
    source.flatMap(StunnelDiagnosis::ofSidecarBeforeRsync).ifPresent(end::attemptFailed);
  }

  private void copied() {
    AttemptState attempt = transfer.attempt();
    boolean rsyncEnded = attempt.rsyncEnded().isPresent();
    boolean peerEnded =
        attempt.pod(Side.SOURCE).flatMap(pod -> pod.terminated(Diagnosis.STUNNEL)).isPresent()
            || attempt.pod(Side.DESTINATION).flatMap(PodDiagnosis::ofEndedDestination).isPresent();
    if (rsyncEnded || peerEnded) {
      transfer.cancel(Timer.Kind.NO_PROGRESS);
      transfer.enter(new Following(true, logEnded()));
      transfer.setTimer(Timer.Kind.SETTLE, rsyncEnded ? SETTLE : PEER_DEATH);
      settled();
    }
  }

  private boolean logEnded() {
    return transfer.in(Following.class).filter(Following::logEnded).isPresent();
  }

  /** Judges at once where nothing more can come that would change or explain the verdict. */
  private void settled() {
    Optional<ContainerState.Terminated> rsync = transfer.attempt().rsyncEnded();
    if (rsync.isEmpty() || !logEnded()) {
      return;
    }
    boolean complete =
        !Diagnosis.mayHaveDeeperCause(rsync.get().exitCode())
            || Diagnosis.explained(transfer.attempt());
    if (complete) {
      end.judge();
    }
  }
}
