package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal for a process, by its POSIX name. */
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  KILL(9),
  TERM(15),
  CONT(18),
  STOP(19);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Sends the signal; a process that is gone already is no error. */
  void send(ProcessHandle process) {
    switch (this) {
      case KILL -> process.destroyForcibly();
      case TERM -> process.destroy();
      default -> sendByShell(process.pid());
    }
  }

  /** Java itself can send only the two above. */
  private void sendByShell(long pid) {
    try {
      new ProcessBuilder("bash", "-c", "kill -s \"$0\" \"$1\"", name(), String.valueOf(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run bash to send a signal", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
