package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

/** Why a container cannot be started now, in the words that Kubernetes uses in its state. */
public final class LaunchProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public LaunchProblem(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** For instance {@code CreateContainerConfigError}. */
  public String reason() {
    return reason;
  }
}
