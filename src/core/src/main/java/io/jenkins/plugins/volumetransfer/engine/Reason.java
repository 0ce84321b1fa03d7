package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.script.Retry;

/** Why a transfer failed. Each failure has its own name; reports and pipelines can rely on it. */
public enum Reason {
  /** rsync ended with a code of its own other than 0; the code says whether to try again. */
  RSYNC_FAILED(Retry.NEVER),
  /** rsync lost its connection although both tunnel containers were alive. */
  CONNECTION_LOST(Retry.MAY_HELP),
  /** The destination's volume is full: in bytes or in files. */
  NO_SPACE(Retry.NEVER),
  /** The destination's volume can't be written: its file system is mounted read-only. */
  DESTINATION_READ_ONLY(Retry.NEVER),
  /** The destination's volume can't hold the data, which was seen before the first byte. */
  DESTINATION_TOO_SMALL(Retry.NEVER),
  /** The source has nothing to copy; all that the destination has would have been deleted. */
  SOURCE_EMPTY(Retry.NEVER),
  /** More would have been deleted at the destination than {@code maxDelete} allows (rsync 25). */
  DELETE_LIMIT(Retry.NEVER),
  /** Files vanished at the source while they were copied (rsync 24). */
  SOURCE_CHANGED(Retry.MAY_HELP),
  /** rsync, or its whole container, was ended by SIGKILL. */
  RSYNC_KILLED(Retry.MAY_HELP),
  /** rsync's container ended by a signal that its script caught. */
  RSYNC_STOPPED(Retry.MAY_HELP),
  OOM_KILLED(Retry.NEVER),
  /** The destination's rsyncd never answered through the tunnel within the tunnel timeout. */
  TUNNEL_NOT_READY(Retry.NEVER),
  /** The destination's address is reached, and nothing listens there. */
  DESTINATION_NOT_LISTENING(Retry.NEVER),
  /** Nothing answers at the destination's address, or no route leads there. */
  DESTINATION_UNREACHABLE(Retry.NEVER),
  /** The destination's name can't be resolved in the source pod. */
  DESTINATION_UNKNOWN(Retry.NEVER),
  /** One end of the tunnel refuses the other's certificate. */
  CERTIFICATE_REFUSED(Retry.NEVER),
  /** What answers speaks no TLS 1.3. */
  TLS_MISMATCH(Retry.NEVER),
  /** stunnel in the source pod ended while it was needed. */
  TUNNEL_DIED(Retry.MAY_HELP),
  /** stunnel in the source pod could not start. */
  TUNNEL_NOT_STARTED(Retry.NEVER),
  /** The cluster has no native sidecars, which topology SIDECAR needs. */
  CLUSTER_TOO_OLD(Retry.NEVER),
  /** A container of the destination pod ended while it was needed. */
  DESTINATION_ENDED(Retry.MAY_HELP),
  /** A script refused to work: see its message. */
  SCRIPT_FAILED(Retry.NEVER),
  /** rsync's container ended with 0 but did not report 0 for each volume: not a success. */
  RESULT_INCOMPLETE(Retry.NEVER),
  /** All is copied, but an independent comparison found differences. */
  DIFFERENT(Retry.NEVER),
  /** All is copied, but one of the two sides could not be read whole for the comparison. */
  NOT_VERIFIED(Retry.NEVER),
  /** All is copied, but links at the destination still have rsyncd's prefix. */
  LINKS_NOT_RESTORED(Retry.MAY_HELP),
  SOURCE_MISSING(Retry.NEVER),
  DESTINATION_UNUSABLE(Retry.NEVER),
  /** A whole namespace was asked for, and no claim of it is to be copied. */
  NO_CLAIMS(Retry.NEVER),
  CLAIM_MISSING(Retry.NEVER),
  CLAIM_TERMINATING(Retry.NEVER),
  CLAIM_LOST(Retry.NEVER),
  CLAIM_NOT_FILESYSTEM(Retry.NEVER),
  /** Pods use the destination claim, or a claim that only one pod can mount. */
  CLAIM_IN_USE(Retry.NEVER),
  /** The destination claim exists, and is not of the class that was asked for. */
  CLAIM_DIFFERS(Retry.NEVER),
  /** The claim to be made asks for a class that the destination cluster does not have. */
  STORAGE_CLASS_MISSING(Retry.NEVER),
  /** Source and destination are one claim, whatever their clusters are called. */
  SAME_CLAIM(Retry.NEVER),
  POD_DELETED(Retry.NEVER),
  EVICTED(Retry.MAY_HELP),
  NODE_LOST(Retry.MAY_HELP),
  /** The pod failed for another reason of Kubernetes' own. */
  POD_FAILED(Retry.MAY_HELP),
  UNSCHEDULABLE(Retry.NEVER),
  IMAGE_MISSING(Retry.NEVER),
  CONTAINER_NOT_CREATED(Retry.NEVER),
  /** A pod's containers did not run within the pod start timeout. */
  POD_NOT_STARTED(Retry.MAY_HELP),
  /** The same, and the kubelet said that a volume could not be mounted. */
  VOLUME_NOT_MOUNTED(Retry.MAY_HELP),
  /** The same, and a volume could not be attached to the node: another may still have it. */
  VOLUME_NOT_ATTACHED(Retry.MAY_HELP),
  /** The same, and the node could not make the pod's sandbox: mostly its network. */
  SANDBOX_NOT_CREATED(Retry.MAY_HELP),
  /** A ResourceQuota of the namespace does not admit what a transfer needs. */
  QUOTA_EXCEEDED(Retry.NEVER),
  /** The namespace's Pod Security level, or a security context constraint, refuses the pods. */
  POD_SECURITY(Retry.NEVER),
  /** The old pods would not go; a second writer must not start. */
  PODS_STUCK(Retry.NEVER),
  NO_PROGRESS(Retry.MAY_HELP),
  DEADLINE(Retry.NEVER),
  /** One transfer took longer than `claimTimeoutSeconds`. */
  CLAIM_DEADLINE(Retry.NEVER),
  /** Stopped under way, as another transfer failed and the run is to end then. */
  FAIL_FAST(Retry.NEVER),
  /** Still waited for its turn when another transfer failed and the run was to end then. */
  NOT_STARTED(Retry.NEVER),
  PERMISSION_DENIED(Retry.NEVER),
  NOT_LOGGED_IN(Retry.NEVER),
  API_REFUSED(Retry.NEVER),
  /** The run's id is taken: its first object was there already. */
  ALREADY_EXISTS(Retry.NEVER),
  API_UNREACHABLE(Retry.MAY_HELP),
  /** The endpoint that was asked for can't work between these clusters. */
  ENDPOINT_REFUSED(Retry.NEVER),
  /** The destination's load balancer or Route got no address in time. */
  ENDPOINT_NOT_READY(Retry.NEVER),
  /** An attempt of this run whose process died, and what became of it was not seen. */
  PROCESS_DIED(Retry.MAY_HELP),
  /** What the run has left was made for another spec than the one given to go on with. */
  OTHER_SPEC(Retry.NEVER),
  /** A pod of another run still writes to the destination. */
  OTHER_RUN(Retry.NEVER),
  ABORTED(Retry.NEVER),
  INTERNAL(Retry.NEVER);

  private final Retry retry;

  Reason(Retry retry) {
    this.retry = retry;
  }

  /** Whether the same attempt made once more has a chance. */
  public Retry retry() {
    return retry;
  }
}
