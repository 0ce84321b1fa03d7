package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a table is compared by what its maker answers for. Method: rows that are on the page. */
class FailureTableTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("a cluster of another version has other words, and must have the same reasons")
  void reasons() throws IOException {
    FailureTable table = new FailureTable(real(), FailureTable.Compared.REASONS);

    assertThatCode(() -> table.make(row("UNSCHEDULABLE", "in other words | and more", 1), 1))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> table.make(row("QUOTA_EXCEEDED", "in other words", 1), 1))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> table.make(row("UNSCHEDULABLE", "in other words", 2), 1))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  @DisplayName("what is all our own must have the same words")
  void words() throws IOException {
    FailureTable table = new FailureTable(real(), FailureTable.Compared.WORDS);

    assertThatThrownBy(() -> table.make(row("UNSCHEDULABLE", "in other words", 1), 1))
        .isInstanceOf(AssertionError.class);
  }

  private Path real() throws IOException {
    return Files.copy(FailureTable.REAL, directory.resolve("real-failures.txt"));
  }

  private static List<Callable<String>> row(String reason, String message, int exitCode) {
    return List.of(
        () ->
            FailureTable.row(
                "no node has the memory", reason, message, exitCode, Duration.ofSeconds(1)));
  }
}
