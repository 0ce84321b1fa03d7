package io.jenkins.plugins.volumetransfer.cli.input;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

@DisplayName("A spec that is not in UTF-8")
class SpecEncodingTest {
  private static final byte[] LATIN_1 =
      "{volumes: [{from: a/b, to: c/d}], excludes: [/gesch\u00fctzt]}"
          .getBytes(StandardCharsets.ISO_8859_1);

  @TempDir private Path directory;

  @Test
  @DisplayName("is refused, of a file and of stdin, and no letter of it is replaced")
  void refused() throws Exception {
    Path file = Files.write(directory.resolve("spec"), LATIN_1);

    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(BadInput.class)
        .hasMessage("-f " + file + ": not UTF-8 text");
    assertThatThrownBy(() -> read("-"))
        .isInstanceOf(BadInput.class)
        .hasMessage("-f -: not UTF-8 text");
  }

  private static void read(String file) {
    CommandSpec spec = new SpecFlags().transform(CommandSpec.create().name("test"));
    SpecInput.read(
        new CommandLine(spec).parseArgs("-f", file), new ByteArrayInputStream(LATIN_1), Map.of());
  }
}
