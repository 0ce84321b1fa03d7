package io.jenkins.plugins.volumetransfer.simulator.tekton;

/** What Tekton would refuse, or what is not simulated: which field, and why. Nothing was made. */
public final class NotRunnable extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotRunnable(String where, String why) {
    super(where + ": " + why);
  }
}
