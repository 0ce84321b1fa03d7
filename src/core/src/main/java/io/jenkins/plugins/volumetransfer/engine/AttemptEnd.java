package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an attempt, and with the last one its transfer, comes to its end. */
final class AttemptEnd {
  /** Grace period of the pods (10 s), and for the kubelet what a slow one was seen to take. */
  static final Duration PODS_GONE = Duration.ofSeconds(75);

  /** How long reading stunnel's log may hold up a verdict. */
  private static final Duration TUNNEL_LOG_READ = Duration.ofSeconds(15);

  private final TransferDraft draft;

  AttemptEnd(TransferDraft draft) {
    this.draft = draft;
  }

  void judge() {
    PodState source = draft.pods.get(Side.SOURCE);
    Optional<PodState> destination = Optional.ofNullable(draft.pods.get(Side.DESTINATION));
    if (source.terminated(Diagnosis.RSYNC).isEmpty()) {
      attemptFailed(
          destination
              .flatMap(Diagnosis::ofEndedDestination)
              .or(
                  () ->
                      source
                          .terminated(Diagnosis.STUNNEL)
                          .flatMap(tunnel -> Diagnosis.ofEndedTunnel(tunnel, 0)))
              .orElseGet(
                  () ->
                      new Failure(
                          Reason.TUNNEL_DIED,
                          "stunnel's container in the source pod ended, rsync's did not")));
      return;
    }
    Optional<Failure> failure = Diagnosis.ofEnd(draft.manifests(), source, destination, draft.log);
    if (failure.filter(why -> why.reason() == Reason.TUNNEL_NOT_READY).isPresent()) {
      draft.enter(Phase.READING_TUNNEL_LOGS);
      draft.setTimer(Timer.Kind.TUNNEL_LOG, TUNNEL_LOG_READ);
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
    for (VolumeProgress volume : draft.log.volumes()) {
      long vanished = volume.problems().count(ProblemKind.VANISHED);
      if (vanished > 0) {
        draft.warn(
            "volume "
                + volume.volume()
                + ": "
                + vanished
                + (vanished == 1 ? " file" : " files")
                + " vanished at the source while it was copied, and "
                + (vanished == 1 ? "is" : "are")
                + " accepted");
      }
    }
  }

  void readTunnelLogs() {
    boolean single = draft.manifests().spec().pods().topology() == Topology.SINGLE;
    draft.act(
        new Action.ReadTunnelLogs(
            draft.name(),
            draft.attempt,
            draft.refs().pod(Side.SOURCE, draft.attempt),
            single ? Diagnosis.RSYNC : Diagnosis.STUNNEL,
            draft.refs().pod(Side.DESTINATION, draft.attempt)));
  }

  /** Before its time is over, only what no patience mends ends an attempt. */
  void tunnelLogsRead(Event.TunnelLogsRead read) {
    Optional<Failure> why = TunnelDiagnosis.of(read.logs());
    if (read.attempt() != draft.attempt) {
      return;
    }
    if (draft.phase == Phase.READING_TUNNEL_LOGS) {
      tunnelNeverReady(why);
    } else if (draft.awaitsTunnel() && why.isPresent()) {
      if (TunnelDiagnosis.isFinal(why.get())) {
        attemptFailed(why.get());
      } else {
        draft.warn("the tunnel is not open yet: " + why.get().message());
      }
    }
  }

  /**
   * @param why what the logs say, if they were read in time and say anything
   */
  void tunnelNeverReady(Optional<Failure> why) {
    attemptFailed(why.orElseGet(() -> Diagnosis.ofNoTunnel(draft.log)));
  }

  void attemptFailed(Failure seen) {
    Failure failure = PathDiagnosis.named(draft.manifests().transfer(), draft.log, seen);
    boolean again =
        draft.attempt > 0
            && failure.retry() == Retry.MAY_HELP
            && draft.failures.size() < draft.manifests().spec().retries().limit();
    if (!again) {
      conclude(Optional.of(failure));
      return;
    }
    draft.failures.add(failure);
    draft.cancelWaits();
    Duration delay = draft.backOff();
    draft.announce(
        new Announcement.AttemptFailed(draft.name(), draft.attempt, failure, Optional.of(delay)));
    draft.enter(Phase.REMOVING_PODS);
    readLogs();
    List<ObjectRef> objects = new ArrayList<>(draft.refs().pods(draft.attempt));
    if (!draft.sourceComplete) {
      // Some of them may be there; the next attempt makes them all.
      objects.addAll(draft.refs().shared(Side.SOURCE));
    }
    draft.delete(RequestKind.DELETE_PODS, objects);
    draft.setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
    draft.expectEndedPodsToGo();
  }

  /** The verdict is there; what is left is to clean up. */
  void conclude(Optional<Failure> why) {
    draft.verdict = why;
    why.ifPresent(
        failure -> {
          draft.failures.add(failure);
          draft.announce(
              new Announcement.AttemptFailed(
                  draft.name(), draft.attempt, failure, Optional.empty()));
        });
    draft.cancelWaits();
    if (draft.manifests().spec().timeouts().claim().isPresent()) {
      draft.act(new Action.CancelTimer(draft.claimDeadline()));
    }
    if (draft.made.isEmpty()) {
      end(List.of());
      return;
    }
    draft.enter(Phase.CLEANING);
    readLogs();
    draft.delete(RequestKind.DELETE_ALL, draft.refs().all(draft.attempt));
    draft.setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
  }

  /** Before the pods are deleted; a container that never ran has no log. */
  private void readLogs() {
    for (Side side : draft.present) {
      List<String> containers =
          Optional.ofNullable(draft.pods.get(side)).map(PodState::withLogs).orElse(List.of());
      if (!containers.isEmpty()) {
        ObjectRef pod = draft.refs().pod(side, draft.attempt);
        draft.act(new Action.ReadLogs(draft.name(), draft.attempt, side, pod, containers));
      }
    }
  }

  void end(List<ObjectRef> leftBehind) {
    draft.cancel(Timer.Kind.PODS_GONE);
    draft.phase = Phase.ENDED;
    TransferResult ended =
        new TransferResult(
            draft.manifests().transfer(),
            draft.manifests().spec().endpoint(),
            draft.verdict,
            draft.failures,
            draft.log,
            draft.started,
            draft.now,
            leftBehind);
    draft.result = Optional.of(ended);
    draft.announce(new Announcement.TransferEnded(ended));
  }
}
