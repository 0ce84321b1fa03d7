package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.text.FileError;
import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.util.Optional;

/** From what was thrown to one line on stderr and an exit code. */
final class Errors {
  private Errors() {}

  static int report(Environment environment, Throwable error, boolean debug) {
    if (debug) {
      error.printStackTrace(environment.err());
    }
    if (error instanceof BadInput bad) {
      print(environment, bad.getMessage());
      return ExitStatus.BAD_INPUT.code();
    }
    if (error instanceof ClusterException cluster) {
      // What was asked for is in the message; how to be allowed to is the command line's to say.
      String advice =
          cluster.failure().reason() == Reason.PERMISSION_DENIED
              ? "; " + environment.requester().advice().rights()
              : "";
      print(environment, cluster.failure() + advice);
      return ExitStatus.FAILED.code();
    }
    if (error instanceof InterruptedException) {
      print(environment, "interrupted");
      return ExitStatus.INTERRUPTED.code();
    }
    Optional<String> file = FileError.sentence(error);
    if (file.isPresent()) {
      print(environment, file.get());
      return ExitStatus.FAILED.code();
    }
    print(
        environment,
        "a defect of volume-transfer itself (%s); please report it%s"
            .formatted(error, debug ? "" : ", with the output of the same command and --debug"));
    return ExitStatus.FAILED.code();
  }

  static void print(Environment environment, String message) {
    environment.err().println(VolumeTransfer.NAME + ": " + PlainText.visibleLines(message));
    environment.err().flush();
  }
}
