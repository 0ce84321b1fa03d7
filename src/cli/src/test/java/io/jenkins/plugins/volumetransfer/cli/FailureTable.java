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

/**
 * A table that a test makes, a row for each failure; {@code -Dgoldens.update=true} writes it. The
 * last column is compared with nothing: machines differ.
 */
public final class FailureTable {
  /** What users read. */
  public static final Path PAGE = Path.of("../../docs/failures.md");

  /** What one real cluster showed, beside its test. */
  public static final Path REAL =
      Path.of(
          "src/test/resources/io/jenkins/plugins/volumetransfer/cli/endtoend/real-failures.txt");

  private static final String HEAD =
      "| what | reason | message | exit code | said within |\n|---|---|---|---|---|\n";
  private static final String END = "<!-- end -->\n";
  private static final int WHAT = 1;
  private static final int REASON = 2;
  private static final int MESSAGE = 3;
  private static final int EXIT_CODE = 4;
  private static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 40);

  /** What must be the same as in the file. */
  public enum Compared {
    WORDS,
    /**
     * Not the message: in it are the server's, the kubelet's and the scheduler's words, which are
     * others with each version of Kubernetes.
     */
    REASONS
  }

  private final Path file;
  private final Compared compared;

  public FailureTable(Path file, Compared compared) {
    this.file = file;
    this.compared = compared;
  }

  /**
   * @param message without what differs from run to run
   * @param said from the cause to the first word about it
   */
  public static String row(
      String what, String reason, String message, int exitCode, Duration said) {
    String seconds =
        BOUNDS.stream()
            .filter(bound -> said.compareTo(Duration.ofSeconds(bound)) <= 0)
            .findFirst()
            .map(String::valueOf)
            .orElse("60");
    return "| %s |%s | %s | %d | %s s |\n"
        .formatted(
            what,
            reason.isEmpty() ? "" : " `" + reason + "`",
            message.replace("|", "\\|"),
            exitCode,
            seconds);
  }

  /** Makes all rows, some at once, and writes them or compares them with those that are there. */
  public void make(List<Callable<String>> rows, int atOnce) throws Exception {
    List<String> made = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      for (Future<String> row : threads.invokeAll(rows)) {
        made.add(row.get());
      }
    } finally {
      threads.shutdownNow();
    }
    writeOrCompare(HEAD + String.join("", made));
  }

  /** What this machine or cluster can't show may be there all the same. */
  private void writeOrCompare(String made) throws IOException {
    String page = Files.readString(file);
    int from = page.indexOf(HEAD);
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(file, page.substring(0, from) + made + page.substring(to));
      return;
    }
    assertThat(comparable(page.substring(from, to))).containsSubsequence(comparable(made));
  }

  private List<String> comparable(String table) {
    return table.lines().map(this::columnsOf).toList();
  }

  private String columnsOf(String row) {
    // A message may have the mark of a column in it, escaped.
    String[] columns = row.split("(?<!\\\\)\\|");
    assertThat(columns).as(row).hasSizeGreaterThan(EXIT_CODE);
    return columns[WHAT]
        + columns[REASON]
        + (compared == Compared.WORDS ? columns[MESSAGE] : "")
        + columns[EXIT_CODE];
  }
}
