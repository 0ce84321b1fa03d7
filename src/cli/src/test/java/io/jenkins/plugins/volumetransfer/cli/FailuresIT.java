package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: docs/failures.md says what users will see. Method: each failure is provoked on a local
 * cluster of its own, and must end as its row says; {@code -Dgoldens.update=true} writes the rows
 * anew. The last column is written then, and compared with nothing: machines differ.
 */
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "it provokes what only the local cluster can be made to do")
class FailuresIT {
  private static final Path PAGE = Path.of("../../docs/failures.md");
  private static final String BEGIN = "<!-- begin: made by FailuresIT.java -->\n";
  private static final String END = "<!-- end -->\n";
  private static final int AT_ONCE = 4;
  private static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 40);

  @Test
  @DisplayName(
      "each failure ends the command with the reason, the message and the exit code of its row")
  void table() throws Exception {
    List<String> rows = new ArrayList<>();
    rows.add("| what | reason | message | exit code | said within |\n|---|---|---|---|---|\n");
    for (Future<String> row : provoked()) {
      rows.add(row.get());
    }
    String made = String.join("", rows);
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(PAGE, page.substring(0, from) + made + page.substring(to));
      return;
    }
    assertThat(withoutTimes(page.substring(from, to)).lines().toList())
        .containsSubsequence(withoutTimes(made).lines().toList());
  }

  private static List<Future<String>> provoked() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      return threads.invokeAll(
          Provoked.all().stream().map(each -> (Callable<String>) () -> row(each)).toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private static String row(Provoked provoked) throws IOException, InterruptedException {
    try (ProvokedRun run = new ProvokedRun()) {
      ProvokedRun.Seen seen = run.run(provoked.before().apply(run), provoked.during());
      return Stream.of(
              provoked.what(),
              seen.reason().isEmpty() ? "" : "`" + seen.reason() + "`",
              plain(seen.message(), run),
              Integer.toString(seen.exitCode()),
              bound(seen.said()) + " s")
          .map(cell -> cell.isEmpty() ? "" : cell)
          .reduce("|", (all, cell) -> all + " " + cell + (cell.isEmpty() ? "|" : " |"))
          .concat("\n");
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
        .replaceAll("127[0-9.]+:\\d+", "ADDRESS")
        .replace("|", "\\|");
  }

  private static String bound(Duration said) {
    return BOUNDS.stream()
        .filter(seconds -> said.compareTo(Duration.ofSeconds(seconds)) <= 0)
        .findFirst()
        .map(String::valueOf)
        .orElse("60");
  }

  private static String withoutTimes(String table) {
    return table.replaceAll("\\| \\d+ s \\|\n", "|\n");
  }
}
