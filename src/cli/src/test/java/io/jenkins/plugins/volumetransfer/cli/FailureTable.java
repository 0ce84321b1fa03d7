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
 * A table in docs/failures.md that a test makes, a row for each failure; {@code
 * -Dgoldens.update=true} writes it. The last column is compared with nothing: machines differ.
 */
public final class FailureTable {
  private static final Path PAGE = Path.of("../../docs/failures.md");
  private static final String HEAD =
      "| what | reason | message | exit code | said within |\n|---|---|---|---|---|\n";
  private static final String END = "<!-- end -->\n";
  private static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 40);

  private final String begin;

  public FailureTable(Class<?> maker) {
    this.begin = "<!-- begin: made by " + maker.getSimpleName() + ".java -->\n";
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

  /** What this machine or cluster can't show may be on the page all the same. */
  private void writeOrCompare(String made) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(PAGE, page.substring(0, from) + made + page.substring(to));
      return;
    }
    assertThat(withoutTimes(page.substring(from, to)).lines().toList())
        .containsSubsequence(withoutTimes(made).lines().toList());
  }

  private static String withoutTimes(String table) {
    return table.replaceAll("\\| \\d+ s \\|\n", "|\n");
  }
}
