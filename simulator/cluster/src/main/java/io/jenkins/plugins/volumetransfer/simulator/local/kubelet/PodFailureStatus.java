package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

/** Why the kubelet itself made a pod fail, as its status says it. */
record PodFailureStatus(String reason, String message) {

  static PodFailureStatus deadlineExceeded() {
    return new PodFailureStatus(
        "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
  }

  static PodFailureStatus evicted(String message) {
    return new PodFailureStatus("Evicted", message);
  }
}
