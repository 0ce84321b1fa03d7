package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.List;
import java.util.Optional;

/** What the end of a wait means. */
final class TransferTimers {
  private final TransferUpdate transfer;
  private final TransferPhases phases;
  private final AttemptEnd end;

  TransferTimers(TransferUpdate transfer, TransferPhases phases, AttemptEnd end) {
    this.transfer = transfer;
    this.phases = phases;
    this.end = end;
  }

  void fired(Timer timer) {
    if (timer.equals(transfer.claimDeadline())) {
      claimDeadline();
      return;
    }
    if (timer.attempt() != transfer.attempt().number()) {
      return;
    }
    switch (timer.kind()) {
      case POD_START -> {
        Side side = transfer.phase() == Phase.STARTING_DESTINATION ? Side.DESTINATION : Side.SOURCE;
        boolean ready = transfer.attempt().pod(side).filter(PodState::ready).isPresent();
        if (transfer.phase() == Phase.STARTING_DESTINATION && ready) {
          end.failed(EndpointDiagnosis.ofNoLoadBalancer(transfer.spec().timeouts().podStart()));
        } else if (transfer.phase() == Phase.STARTING_DESTINATION
            || transfer.phase() == Phase.STARTING_SOURCE) {
          end.attemptFailed(
              StartDiagnosis.ofTimeout(
                  side,
                  transfer.attempt().pod(side),
                  transfer.spec().timeouts().podStart().toSeconds()));
        }
      }
      case SETTLE -> {
        if (transfer.phase() == Phase.SETTLING) {
          end.judge();
        }
      }
      case NO_PROGRESS -> {
        if (transfer.phase() == Phase.COPYING) {
          end.attemptFailed(
              new Failure(
                  Reason.NO_PROGRESS,
                  "rsync has said nothing new for "
                      + transfer.spec().timeouts().noProgress().toSeconds()
                      + " s; the network or a disk may be stuck"));
        }
      }
      case TUNNEL_LOG -> {
        if (transfer.awaitsTunnel()) {
          end.readTunnelLogs();
        } else if (transfer.phase() == Phase.READING_TUNNEL_LOGS) {
          end.tunnelNeverReady(Optional.empty());
        }
      }
      case BACK_OFF -> {
        if (transfer.phase() == Phase.BACKING_OFF) {
          phases.beginAttempt();
        }
      }
      case PODS_GONE -> {
        if (transfer.phase() == Phase.REMOVING_REMAINS) {
          end.failed(stuck("what the run left when its process died did not go", ""));
        } else if (transfer.phase() == Phase.REMOVING_PODS) {
          List<Failure> failures = transfer.state().failures();
          Failure last = failures.get(failures.size() - 1);
          end.failed(stuck("the pods of the failed attempt did not go", " (" + last + ")"));
        } else {
          end.cleaned();
        }
      }
      case FORGET -> {
        if (transfer.phase().removesPods()) {
          transfer.forgetEndedPods();
        }
      }
      case LOG_AGAIN -> {
        if (transfer.phase() == Phase.COPYING) {
          transfer.followLog();
        }
      }
      case DEADLINE, CLAIM_DEADLINE -> {}
    }
  }

  private static Failure stuck(String what, String after) {
    return new Failure(
        Reason.PODS_STUCK, what + " within " + AttemptEnd.PODS_GONE.toSeconds() + " s" + after);
  }

  private void claimDeadline() {
    if (transfer.phase() != Phase.NOT_STARTED && transfer.phase() != Phase.CLEANING) {
      transfer
          .spec()
          .timeouts()
          .claim()
          .ifPresent(
              bound ->
                  end.failed(
                      new Failure(
                          Reason.CLAIM_DEADLINE,
                          "not copied within "
                              + bound.toSeconds()
                              + " s; raise `claimTimeoutSeconds`, the next run goes on where"
                              + " this one stopped")));
    }
  }
}
