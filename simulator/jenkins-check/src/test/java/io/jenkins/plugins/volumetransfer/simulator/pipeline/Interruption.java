package io.jenkins.plugins.volumetransfer.simulator.pipeline;

/** Why a step is stopped from outside. */
public final class Interruption extends InterruptedException {

  private static final long serialVersionUID = 1L;

  private Interruption(String message) {
    super(message);
  }

  static Interruption byUser() {
    return new Interruption("Aborted by a user");
  }

  static Interruption byTimeout() {
    return new Interruption("Timeout has been exceeded");
  }
}
