package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Optional;

/** What the end of a wait means. */
final class TransferTimers {
  private final TransferDraft draft;
  private final TransferPhases phases;
  private final AttemptEnd end;

  TransferTimers(TransferDraft draft, TransferPhases phases, AttemptEnd end) {
    this.draft = draft;
    this.phases = phases;
    this.end = end;
  }

  void fired(Timer timer) {
    if (timer.equals(draft.claimDeadline())) {
      claimDeadline();
      return;
    }
    if (timer.attempt() != draft.attempt) {
      return;
    }
    switch (timer.kind()) {
      case POD_START -> {
        Side side = draft.phase == Phase.STARTING_DESTINATION ? Side.DESTINATION : Side.SOURCE;
        boolean ready =
            Optional.ofNullable(draft.pods.get(side)).filter(PodState::ready).isPresent();
        if (draft.phase == Phase.STARTING_DESTINATION && ready) {
          end.conclude(
              Optional.of(
                  Diagnosis.ofNoLoadBalancer(draft.manifests().spec().timeouts().podStart())));
        } else if (draft.phase == Phase.STARTING_DESTINATION
            || draft.phase == Phase.STARTING_SOURCE) {
          end.attemptFailed(
              StartDiagnosis.ofTimeout(
                  side,
                  Optional.ofNullable(draft.pods.get(side)),
                  draft.manifests().spec().timeouts().podStart().toSeconds()));
        }
      }
      case SETTLE -> {
        if (draft.phase == Phase.SETTLING) {
          end.judge();
        }
      }
      case NO_PROGRESS -> {
        if (draft.phase == Phase.COPYING) {
          end.attemptFailed(
              new Failure(
                  Reason.NO_PROGRESS,
                  "rsync has said nothing new for "
                      + draft.manifests().spec().timeouts().noProgress().toSeconds()
                      + " s; the network or a disk may be stuck"));
        }
      }
      case TUNNEL_LOG -> {
        if (draft.awaitsTunnel()) {
          end.readTunnelLogs();
        } else if (draft.phase == Phase.READING_TUNNEL_LOGS) {
          end.tunnelNeverReady(Optional.empty());
        }
      }
      case BACK_OFF -> {
        if (draft.phase == Phase.BACKING_OFF) {
          phases.beginAttempt();
        }
      }
      case PODS_GONE -> {
        if (draft.phase == Phase.REMOVING_REMAINS) {
          end.conclude(
              Optional.of(
                  new Failure(
                      Reason.PODS_STUCK,
                      "what the run left when its process died did not go within "
                          + AttemptEnd.PODS_GONE.toSeconds()
                          + " s")));
        } else if (draft.phase == Phase.REMOVING_PODS) {
          end.conclude(
              Optional.of(
                  new Failure(
                      Reason.PODS_STUCK,
                      "the pods of the failed attempt did not go within "
                          + AttemptEnd.PODS_GONE.toSeconds()
                          + " s ("
                          + draft.lastFailure()
                          + ")")));
        } else if (draft.phase == Phase.CLEANING) {
          end.end(draft.leftBehind());
        }
      }
      case FORGET -> {
        if (draft.phase.removesPods()) {
          draft.forgetEndedPods();
        }
      }
      case LOG_AGAIN -> {
        if (draft.phase == Phase.COPYING) {
          draft.followLog();
        }
      }
      case DEADLINE, CLAIM_DEADLINE -> {}
    }
  }

  private void claimDeadline() {
    boolean over = draft.phase == Phase.NOT_STARTED || draft.phase == Phase.CLEANING;
    if (!over) {
      draft
          .manifests()
          .spec()
          .timeouts()
          .claim()
          .ifPresent(
              bound ->
                  end.conclude(
                      Optional.of(
                          new Failure(
                              Reason.CLAIM_DEADLINE,
                              "not copied within "
                                  + bound.toSeconds()
                                  + " s; raise `claimTimeoutSeconds`, the next run goes on where"
                                  + " this one stopped"))));
    }
  }
}
