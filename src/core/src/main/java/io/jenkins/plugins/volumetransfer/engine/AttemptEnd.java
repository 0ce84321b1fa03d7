package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.engine.PhaseState.Cleaning;
import io.jenkins.plugins.volumetransfer.engine.PhaseState.Plain;
import io.jenkins.plugins.volumetransfer.engine.TransferState.Shared;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.KeepPods;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How an attempt, and with the last one its transfer, comes to its end. */
final class AttemptEnd {
  /** Grace period of the pods (10 s), and for the kubelet what a slow one was seen to take. */
  static final Duration PODS_GONE = Duration.ofSeconds(75);

  /** How long reading stunnel's log may hold up a verdict. */
  private static final Duration TUNNEL_LOG_READ = Duration.ofSeconds(15);

  private final TransferUpdate transfer;

  AttemptEnd(TransferUpdate transfer) {
    this.transfer = transfer;
  }

  void judge() {
    if (transfer.attempt().rsyncEnded().isEmpty()) {
      attemptFailed(Diagnosis.ofPeer(transfer.attempt()));
      return;
    }
    Optional<Failure> failure = Diagnosis.ofEnd(transfer.manifests(), transfer.attempt());
    if (failure.filter(why -> why.reason() == Reason.TUNNEL_NOT_READY).isPresent()) {
      transfer.enter(Plain.READING_TUNNEL_LOGS);
      transfer.setTimer(Timer.Kind.TUNNEL_LOG, TUNNEL_LOG_READ);
      readTunnelLogs();
    } else if (failure.isPresent()) {
      attemptFailed(failure.get());
    } else {
      warnOfVanished();
      conclude(Optional.empty());
    }
  }

  /** Only where the spec accepts them is there no failure to tell it. */
  private void warnOfVanished() {
    for (VolumeProgress volume : transfer.attempt().log().volumes()) {
      long vanished = volume.problems().count(ProblemKind.VANISHED);
      if (vanished > 0) {
        transfer.warn(
            "volume %s: %s %s vanished at the source while it was copied, and %s accepted"
                .formatted(
                    volume.volume(),
                    vanished,
                    vanished == 1 ? "file" : "files",
                    vanished == 1 ? "is" : "are"));
      }
    }
  }

  void readTunnelLogs() {
    boolean single = transfer.spec().pods().topology() == Topology.SINGLE;
    transfer.act(
        new Action.ReadTunnelLogs(
            transfer.name(),
            transfer.attempt().number(),
            transfer.state().pod(Side.SOURCE),
            single ? Diagnosis.RSYNC : Diagnosis.STUNNEL,
            transfer.state().pod(Side.DESTINATION)));
  }

  /** Before its time is over, only what no patience mends ends an attempt. */
  void tunnelLogsRead(TunnelLogs logs) {
    Optional<Failure> why = TunnelDiagnosis.of(logs);
    if (transfer.phase() == Phase.READING_TUNNEL_LOGS) {
      tunnelNeverReady(why);
    } else if (transfer.awaitsTunnel() && why.isPresent()) {
      if (TunnelDiagnosis.isFinal(why.get())) {
        attemptFailed(why.get());
      } else {
        transfer.warn("the tunnel is not open yet: " + why.get().message());
      }
    }
  }

  /**
   * @param why what the logs say, if they were read in time and say anything
   */
  void tunnelNeverReady(Optional<Failure> why) {
    attemptFailed(why.orElseGet(() -> RsyncDiagnosis.ofNoTunnel(transfer.attempt().log())));
  }

  void attemptFailed(Failure seen) {
    TransferState state = transfer.state();
    Failure failure =
        PathDiagnosis.named(transfer.manifests().transfer(), state.attempt().log(), seen);
    boolean again =
        state.attempt().number() > 0
            && failure.retry() == Retry.MAY_HELP
            && state.failures().size() < transfer.spec().retries().limit();
    if (!again) {
      failed(failure);
      return;
    }
    transfer.cancelWaits();
    tell(failure, Optional.of(transfer.backOff()));
    transfer.enter(new PhaseState.Removing(false, PhaseState.Deleted.NOTHING));
    readLogs();
    List<ObjectRef> objects = new ArrayList<>(state.refs().pods(state.attempt().number()));
    if (state.shared() != Shared.COMPLETE) {
      // Some of them may be there; the next attempt makes them all.
      objects.addAll(state.refs().shared(Side.SOURCE));
    }
    transfer.delete(RequestKind.DELETE_PODS, objects);
    transfer.setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
  }

  private void tell(Failure failure, Optional<Duration> retryIn) {
    transfer.become(transfer.state().failed(List.of(failure)));
    transfer.announce(
        new Announcement.AttemptFailed(
            transfer.name(), transfer.attempt().number(), failure, retryIn));
  }

  void failed(Failure why) {
    tell(why, Optional.empty());
    conclude(Optional.of(why));
  }

  /** The verdict is there; what is left is to clean up. */
  private void conclude(Optional<Failure> verdict) {
    transfer.cancelWaits();
    if (transfer.spec().timeouts().claim().isPresent()) {
      transfer.act(new Action.CancelTimer(transfer.claimDeadline()));
    }
    if (transfer.state().shared() == Shared.NONE) {
      end(verdict, List.of());
      return;
    }
    Set<Side> kept = verdict.isPresent() ? kept() : Set.of();
    transfer.enter(new Cleaning(verdict, kept, transfer.state().at().deleted()));
    readLogs();
    List<ObjectRef> objects =
        new ArrayList<>(transfer.state().refs().all(transfer.attempt().number()));
    for (Side side : kept) {
      ObjectRef pod = transfer.state().pod(side);
      objects.remove(pod);
      transfer.warn(pod + " stays, as `keepPods: ON_FAILURE` asks for it");
    }
    transfer.delete(RequestKind.DELETE_ALL, objects);
    transfer.setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
  }

  /** Sides whose pod can be left there: nothing in it can copy any more. */
  private Set<Side> kept() {
    boolean wanted =
        transfer.spec().pods().keepPods() == KeepPods.ON_FAILURE && !transfer.spec().dryRun();
    return transfer.attempt().present().stream()
        .filter(side -> wanted && transfer.attempt().pod(side).filter(this::isOver).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The scripts end stunnel after rsync, and the pod's deadline does if they can't. */
  private boolean isOver(PodState pod) {
    return !pod.deleting() && (pod.wholeEnded() || pod.terminated(Diagnosis.RSYNC).isPresent());
  }

  /** Before the pods are deleted; a container that never ran has no log. */
  private void readLogs() {
    AttemptState attempt = transfer.attempt();
    for (Side side : attempt.present()) {
      List<String> containers = attempt.pod(side).map(PodState::withLogs).orElse(List.of());
      if (!containers.isEmpty()) {
        transfer.act(
            new Action.ReadLogs(
                transfer.name(), attempt.number(), side, transfer.state().pod(side), containers));
      }
    }
  }

  /** Nothing more is deleted; does nothing where it is not being cleaned up. */
  void cleaned() {
    transfer
        .in(Cleaning.class)
        .ifPresent(cleaning -> end(cleaning.verdict(), transfer.state().leftBehind()));
  }

  private void end(Optional<Failure> verdict, List<ObjectRef> leftBehind) {
    transfer.cancel(Timer.Kind.PODS_GONE);
    TransferResult ended = transfer.state().ended(verdict, transfer.now, leftBehind);
    transfer.become(new PhaseState.Ended(ended));
    transfer.announce(new Announcement.TransferEnded(ended));
  }
}
