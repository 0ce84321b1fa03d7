package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what is wrong is told before anything is done; DemoIT shows the rest. */
class DemoCommandTest {
  private final TypedCommand typed = new TypedCommand();

  @TempDir private Path directory;

  @Test
  @DisplayName("a directory that can't be one is refused by its option")
  void noDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(typed.run("demo", "--directory=" + file)).isEqualTo(2);
    assertThat(typed.run("demo", "--directory=" + file + "/below")).isEqualTo(2);

    assertThat(typed.err())
        .isEqualTo(
            """
            volume-transfer: --directory: %1$s can't be made: It is there already
            volume-transfer: --directory: %1$s/below can't be made: Not a directory
            """
                .formatted(file));
  }
}
