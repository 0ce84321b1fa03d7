package io.jenkins.plugins.volumetransfer.engine;

/**
 * A Kubernetes Event of type Warning about a pod or one of its claims.
 *
 * @param reason as its author names it: the kubelet ({@code FailedMount}, {@code
 *     FailedCreatePodSandBox}), the attach controller ({@code FailedAttachVolume}), the scheduler
 *     ({@code FailedScheduling}), a claim's provisioner ({@code ProvisioningFailed})
 * @param message the author's own sentence
 */
public record PodWarning(String reason, String message) {
  public PodWarning {
    message = message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The pod's condition says the same. */
  boolean isOfScheduler() {
    return reason.equals("FailedScheduling");
  }

  @Override
  public String toString() {
    return reason + (message.isEmpty() ? "" : ": " + message);
  }
}
