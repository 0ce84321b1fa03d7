package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is to be done. The actions of one transfer are carried out in their order, one after the
 * other, so that a deletion never overtakes a creation.
 */
public sealed interface Action {
  /**
   * Let the transfer have its turn when the engine has one free; answered by {@link
   * Event.TurnCame}.
   */
  record AwaitTurn(String transfer) implements Action {}

  /** The transfer has ended, and needs its turn no longer, whether it came or not. */
  record PassTurn(String transfer) implements Action {}

  /** See that each claim is there and usable; answered as step {@link RequestKind#CHECK_CLAIMS}. */
  record CheckClaims(String transfer, List<PlannedVolume> volumes) implements Action {}

  /** Answered by {@link Event.StepDone} or {@link Event.StepFailed}. */
  record Create(String transfer, RequestKind step, Side side, List<HasMetadata> objects)
      implements Action {}

  /**
   * What is not there counts as deleted. Answered as the step.
   *
   * @param ended pods among them whose containers have all ended: nothing is to be waited for
   */
  record Delete(String transfer, RequestKind step, List<ObjectRef> objects, Set<ObjectRef> ended)
      implements Action {
    public Delete {
      objects = List.copyOf(objects);
      ended = Set.copyOf(ended);
    }
  }

  /**
   * Drop the object of a pod that has been deleted and whose containers are all known to have
   * ended: some kubelets take a minute to. Not answered; if it fails, the pod goes by itself.
   */
  record ForgetPod(String transfer, ObjectRef pod) implements Action {}

  /**
   * Follow the log of rsync's container in the source pod; news come as {@link Event.Progressed}.
   */
  record FollowLog(String transfer, String namespace, String pod, int attempt) implements Action {}

  /**
   * Wait for the address of the destination's Service; answered by {@link Event.AddressPublished},
   * or as the failure of step {@link RequestKind#CREATE_DESTINATION} where it can't be watched.
   */
  record WatchAddress(String transfer, ObjectRef service) implements Action {}

  /**
   * Read the end of the log of each of these containers, for reports. Best effort: each that comes
   * in time is told by {@link Event.LogRead}. Nothing waits for it, and where nobody wants a report
   * that has logs, it may be left out.
   */
  record ReadLogs(String transfer, int attempt, Side side, ObjectRef pod, List<String> containers)
      implements Action {}

  /**
   * Read the last lines of both stunnels' containers; answered by {@link Event.TunnelLogsRead},
   * without lines where they can't be read.
   *
   * @param sourceContainer the one in the source pod that stunnel runs in
   */
  record ReadTunnelLogs(
      String transfer, int attempt, ObjectRef source, String sourceContainer, ObjectRef destination)
      implements Action {}

  record SetTimer(Timer timer, Duration delay) implements Action {}

  record CancelTimer(Timer timer) implements Action {}

  /** Tell who watches. */
  record Announce(Announcement announcement) implements Action {}

  /** The run is over; nothing follows. */
  record Finish(RunResult result) implements Action {}
}
