package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.script.Retry.MAY_HELP;
import static io.jenkins.plugins.volumetransfer.script.Retry.NEVER;

import io.jenkins.plugins.volumetransfer.script.Retry;

/**
 * Why a transfer failed. Each failure has its own name; reports and pipelines can rely on it.
 * {@code docs/reasons.md} is made from it.
 */
public enum Reason {
  RSYNC_FAILED(
      NEVER,
      "rsync ended with an error of its own; whether another attempt may help depends on its code.",
      "Look up the code in exit-codes.md, and the files that the message names."),
  CONNECTION_LOST(
      MAY_HELP,
      "rsync lost its connection, though both ends of the tunnel were alive.",
      "If it comes back, look for a firewall or a load balancer that ends long connections."),
  NO_SPACE(
      NEVER,
      "The destination's volume is full, in bytes or in files.",
      "Make the claim larger, or leave something out by `excludes`."),
  DESTINATION_READ_ONLY(
      NEVER,
      "The destination's volume, or a directory of it, is mounted read-only.",
      "Look at its PersistentVolume and file system; leave out by `excludes` where the storage shows"
          + " its snapshots."),
  DESTINATION_TOO_SMALL(
      NEVER,
      "The data can't fit into the destination's volume; this was seen before the first byte.",
      "Make the claim larger, or leave something out by `excludes`."),
  SOURCE_EMPTY(
      NEVER,
      "The source has nothing to copy; all that the destination has would have been deleted.",
      "Correct the source, or write `delete: true` if the destination is to be emptied, `delete:"
          + " false` if it is to stay."),
  DELETE_LIMIT(
      NEVER,
      "More would have been deleted at the destination than `maxDelete` allows; all else is copied.",
      "Look for what is missing at the source, or raise `maxDelete`."),
  SOURCE_CHANGED(
      MAY_HELP,
      "Files vanished at the source while they were copied.",
      "Stop what writes there, copy again, or set `acceptVanished: true`."),
  RSYNC_KILLED(
      MAY_HELP,
      "SIGKILL ended rsync or its whole container.",
      "If it comes back, look at the memory of the node and at `resources`."),
  RSYNC_STOPPED(
      MAY_HELP,
      "A signal ended rsync's container.",
      "If it comes back, look for what stops pods on that node."),
  OOM_KILLED(
      NEVER, "A container used more memory than it may.", "Raise `resources.rsync.limits.memory`."),
  TUNNEL_NOT_READY(
      NEVER,
      "The destination's rsync daemon did not answer through the tunnel in time.",
      "Read the logs of both stunnel containers, or raise `tunnelTimeoutSeconds`."),
  DESTINATION_NOT_LISTENING(
      NEVER,
      "The destination's address is reached, and nothing listens there.",
      "Look at the destination pod, or correct `destination.address`."),
  DESTINATION_UNREACHABLE(
      NEVER,
      "Nothing answers at the destination's address, or no route leads there.",
      "Choose another `destination.endpoint`, or let the network through."),
  DESTINATION_UNKNOWN(
      NEVER,
      "The source pod can't resolve the destination's name.",
      "Correct `destination.address`, or the DNS of the source cluster."),
  CERTIFICATE_REFUSED(
      NEVER,
      "One end of the tunnel refuses the other's certificate.",
      "Check that nothing between the pods answers in the other's place, and the clocks of both nodes."),
  TLS_MISMATCH(
      NEVER,
      "What answers at the destination's address speaks no TLS 1.3.",
      "Correct `destination.address`; a proxy between the pods must pass TLS through."),
  TUNNEL_DIED(
      MAY_HELP,
      "stunnel in the source pod ended while it was needed.",
      "If it comes back, read the log of its container."),
  TUNNEL_NOT_STARTED(
      NEVER,
      "stunnel in the source pod could not start.",
      "Read the log of its container, and check `image` and `stunnelImage`."),
  CLUSTER_TOO_OLD(
      NEVER,
      "The source cluster has no native sidecars, which topology SIDECAR needs.",
      "Leave `topology` out, or set it to SEPARATE or SINGLE."),
  DESTINATION_ENDED(
      MAY_HELP,
      "A container of the destination pod ended while it was needed.",
      "If it comes back, read the log of that container."),
  SCRIPT_FAILED(
      NEVER, "A script of the transfer pods refused to work.", "Its message says what to correct."),
  RESULT_INCOMPLETE(
      NEVER,
      "rsync's container ended with 0 but did not report 0 for each volume, which is no success.",
      "Check that `image` runs the scripts that it is given; report it if it does."),
  DIFFERENT(
      NEVER,
      "All is copied, but the comparison found differences.",
      "Stop what writes to either side, and copy again, with `checksum: true` if sizes and times are equal."),
  NOT_VERIFIED(
      NEVER,
      "All is copied, but one side could not be read whole for the comparison.",
      "The message says which side and why; correct that and copy again."),
  LINKS_NOT_RESTORED(
      MAY_HELP,
      "All is copied, but links at the destination still have rsyncd's prefix.",
      "Read the destination's log, and copy again."),
  IMAGE_UNSUITABLE(
      NEVER,
      "The image of the pods lacks a program, or has one that is too old.",
      "Set `image` or `stunnelImage` to one that has what the message names."),
  SOURCE_MISSING(NEVER, "The source's volume has no such directory.", "Correct `fromPath`."),
  DESTINATION_UNWRITABLE(
      NEVER,
      "The destination's volume fails to take what is written.",
      "The message has the system's words; look at the volume and its storage."),
  DESTINATION_UNUSABLE(
      NEVER,
      "The directory can't be made in the destination's volume.",
      "Check that the claim is mounted, writable and not full, and correct `toPath`."),
  NO_CLAIMS(
      NEVER,
      "A whole namespace was asked for, and no claim of it is to be copied.",
      "Correct the namespace, `selector` or `excludeClaims`."),
  CLAIM_MISSING(
      NEVER,
      "A claim does not exist.",
      "Correct its name, or set `create: true` for a destination."),
  CLAIM_TERMINATING(
      NEVER,
      "A claim is being deleted.",
      "Name another claim, or wait until it is gone and make it anew."),
  CLAIM_LOST(
      NEVER, "A claim has lost its volume.", "Name another claim, or bring its volume back."),
  CLAIM_NOT_FILESYSTEM(
      NEVER, "A claim is a raw block device.", "Name a claim with volumeMode Filesystem."),
  CLAIM_IN_USE(
      NEVER,
      "Pods use the destination claim, or a claim that only one pod can mount.",
      "Stop what uses it, or set `allowInUse: true` where that is possible."),
  CLAIM_DIFFERS(
      NEVER,
      "The destination claim exists, and is not of the storage class that was asked for.",
      "Name another claim by `to`, delete this one, or leave out `storageClass`."),
  STORAGE_CLASS_MISSING(
      NEVER,
      "The destination cluster does not have the class that a new claim asks for.",
      "Correct `storageClass` or `storageClasses`."),
  SAME_CLAIM(
      NEVER,
      "Source and destination are one claim, and one directory lies in the other.",
      "Name another claim or path."),
  POD_DELETED(NEVER, "Somebody deleted a transfer pod.", "Find out who did, and copy again."),
  EVICTED(
      MAY_HELP,
      "The node evicted a transfer pod.",
      "If it comes back, look at what the node is short of."),
  NODE_LOST(
      MAY_HELP, "The node of a transfer pod is gone or does not answer.", "Look at that node."),
  POD_FAILED(
      MAY_HELP,
      "A transfer pod failed for another reason of Kubernetes' own.",
      "The message has Kubernetes' words."),
  UNSCHEDULABLE(
      NEVER,
      "No node takes a transfer pod.",
      "The message has the scheduler's words; correct what it names."),
  IMAGE_MISSING(
      NEVER,
      "An image can't be pulled.",
      "Set `image` to one that the node can pull; no registry has the default."),
  CONTAINER_NOT_CREATED(
      NEVER,
      "The node can't make a container.",
      "The message has its words; check `image` and `resources`."),
  POD_NOT_STARTED(
      MAY_HELP,
      "A pod's containers did not run within the pod start timeout.",
      "Look at the pod's events, or raise `podStartTimeoutSeconds`."),
  VOLUME_NOT_MOUNTED(
      MAY_HELP,
      "A volume of a pod could not be mounted.",
      "The message has the kubelet's words; check the claim and its node."),
  VOLUME_NOT_ATTACHED(
      MAY_HELP,
      "A volume could not be attached to the node; another node may still have it.",
      "Stop the pod that has it, or wait until its node lets it go."),
  SANDBOX_NOT_CREATED(
      MAY_HELP,
      "The node could not make the pod's sandbox.",
      "Look at the network plugin of that node."),
  QUOTA_EXCEEDED(
      NEVER,
      "A ResourceQuota of the namespace does not admit what a transfer needs.",
      "Raise the quota, or set `resources`."),
  POD_SECURITY(
      NEVER,
      "The namespace's Pod Security level, or a security context constraint, refuses the pods.",
      "Set `nonRoot: true`, or give the namespace another level."),
  PODS_STUCK(
      NEVER,
      "The old pods would not go, and a second writer must not start.",
      "Delete the pods that the message names, and copy again."),
  NO_PROGRESS(
      MAY_HELP,
      "Nothing was copied for longer than `noProgressTimeoutSeconds`.",
      "Look at both volumes and the network, or raise that bound."),
  DEADLINE(
      NEVER,
      "The run took longer than `timeoutSeconds`, or the time of its own pod or TaskRun is nearly"
          + " over.",
      "Raise that; the next run goes on where this one stopped."),
  CLAIM_DEADLINE(
      NEVER,
      "One transfer took longer than `claimTimeoutSeconds`.",
      "Raise it; the next run goes on where this one stopped."),
  FAIL_FAST(
      NEVER,
      "Stopped under way, as another transfer failed and `failFast` is set.",
      "Mend what failed, and copy again."),
  NOT_STARTED(
      NEVER,
      "Never began, as another transfer failed first and `failFast` is set.",
      "Mend what failed, and copy again."),
  PERMISSION_DENIED(
      NEVER,
      "The credentials have too few rights.",
      "The message names each right; the plan prints the Role that is needed."),
  NOT_LOGGED_IN(
      NEVER,
      "There are no usable credentials or addresses of a cluster, or the API server refuses them.",
      "Log in again, or correct the kubeconfig."),
  API_REFUSED(
      NEVER,
      "An API server refused a request.",
      "The message has its words; correct what it names."),
  ALREADY_EXISTS(NEVER, "Another run has this run's id.", "Give another id, or none."),
  API_UNREACHABLE(
      MAY_HELP,
      "An API server could not be reached, or answered with errors, until the tries were over.",
      "Check its address and the network to it."),
  NOT_KUBERNETES(
      MAY_HELP,
      "Something else answers in an API server's place, such as a proxy, or only half an answer came.",
      "Look at the kubeconfig's `server` and `proxy-url`, and at what stands between."),
  NAMESPACE_TERMINATING(
      NEVER,
      "The namespace is being deleted: nothing new is admitted to it.",
      "Name another namespace, or wait until it is gone and make it anew."),
  ENDPOINT_REFUSED(
      NEVER,
      "The endpoint that was asked for can't work between these clusters.",
      "Choose another `destination.endpoint`."),
  ENDPOINT_NOT_READY(
      NEVER,
      "The destination's load balancer or Route got no address in time.",
      "Check that the cluster gives such addresses, or choose another `destination.endpoint`."),
  PROCESS_DIED(
      MAY_HELP,
      "The process of this run died, and what became of the attempt was not seen.",
      "Nothing needs to be done; the run went on with another attempt."),
  OTHER_SPEC(
      NEVER,
      "What the run has left was made for another spec.",
      "Give the same spec, or clean up that run and begin anew."),
  OTHER_RUN(
      NEVER,
      "Another run still writes to the destination.",
      "Wait for its end, or clean it up if it is over."),
  ABORTED(
      NEVER,
      "The run was told to stop.",
      "Begin it again when you like; it goes on where this one stopped."),
  INTERNAL(NEVER, "A defect of volume-transfer itself.", "Please report it with the log.");

  private final Retry retry;
  private final String meaning;
  private final String remedy;

  Reason(Retry retry, String meaning, String remedy) {
    this.retry = retry;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** Whether the same attempt made once more has a chance. */
  public Retry retry() {
    return retry;
  }

  /** One sentence; a failure's own message says more. */
  public String meaning() {
    return meaning;
  }

  /** What somebody can do about it, in the words of no face: with fields of the spec. */
  public String remedy() {
    return remedy;
  }
}
