package io.jenkins.plugins.volumetransfer.simulator.level.local;

/**
 * Where a program asks whether to go on; {@code nc}, {@code rsync}, {@code stunnel} beside this.
 */
enum Place {
  /** nc is about to ask for the tunnel. */
  ASKING("nc"),
  /** It was answered, and the script does not know yet. */
  ANSWERED("nc"),
  BEGINNING("rsync"),
  COPYING("rsync"),
  /** rsync has ended with 0, and the script does not know yet. */
  ENDING("rsync"),
  STARTING("stunnel");

  private final String program;

  Place(String program) {
    this.program = program;
  }

  String program() {
    return program;
  }
}
