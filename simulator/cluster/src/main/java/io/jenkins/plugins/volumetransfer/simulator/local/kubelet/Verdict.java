package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

/** Why the kubelet itself made a pod fail, as its status says it. */
record Verdict(String reason, String message) {

  static Verdict deadlineExceeded() {
    return new Verdict(
        "DeadlineExceeded", "Pod was active on the node longer than the specified deadline");
  }

  static Verdict evicted(String message) {
    return new Verdict("Evicted", message);
  }
}
