package io.jenkins.plugins.volumetransfer.cli;

/** Signals that end a run in good order. */
public enum StopSignal {
  INT("Ctrl-C", ExitStatus.INTERRUPTED),
  TERM("SIGTERM", ExitStatus.TERMINATED),
  /** The terminal was closed; a process under nohup(1) never gets it. */
  HUP("SIGHUP", ExitStatus.HUNG_UP);

  private final String text;
  private final ExitStatus status;

  StopSignal(String text, ExitStatus status) {
    this.text = text;
    this.status = status;
  }

  /** For people. */
  String text() {
    return text;
  }

  ExitStatus status() {
    return status;
  }
}
