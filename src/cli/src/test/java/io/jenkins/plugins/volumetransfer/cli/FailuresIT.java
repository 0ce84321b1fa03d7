package io.jenkins.plugins.volumetransfer.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: docs/failures.md says what users will see. Method: each failure is provoked on a local
 * cluster of its own, and must end as its row says.
 */
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "it provokes what only the local cluster can be made to do")
class FailuresIT {
  private static final int AT_ONCE = 4;

  @Test
  @DisplayName(
      "each failure ends the command with the reason, the message and the exit code of its row")
  void table() throws Exception {
    new FailureTable(FailureTable.PAGE, FailureTable.Compared.WORDS)
        .make(
            Provoked.all().stream().map(each -> (Callable<String>) () -> row(each)).toList(),
            AT_ONCE);
  }

  private static String row(Provoked provoked) throws IOException, InterruptedException {
    try (ProvokedRun run = new ProvokedRun()) {
      ProvokedRun.Seen seen = run.run(provoked.before().apply(run), provoked.during());
      return FailureTable.row(
          provoked.what(), seen.reason(), plain(seen.message(), run), seen.exitCode(), seen.said());
    }
  }

  /**
   * What differs from run to run: ports, directories, how far rsync came, and which of its
   * processes complained first.
   */
  private static String plain(String message, ProvokedRun run) {
    return message
        .replaceAll("; it said: .*", "; it said: ...")
        .replaceAll(
            "[0-9.]+ [KM]iB( of about [0-9.]+ [KM]iB)? were sent", "SENT of about TOTAL were sent")
        .replaceAll("[0-9]+ of [0-9]+ inodes", "N of N inodes")
        .replaceAll("`excludes` \\(code .*", "`excludes` (...)")
        .replace(run.directory() + "/", "")
        .replaceAll("http://127[0-9.]+(:\\d+)?/?", "https://SERVER")
        .replaceAll("/?127\\.0\\.0\\.1:\\d+", "SERVER")
        .replaceAll("127[0-9.]+:\\d+", "ADDRESS");
  }
}
