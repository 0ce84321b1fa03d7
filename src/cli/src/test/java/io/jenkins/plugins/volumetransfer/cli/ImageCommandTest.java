package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("volume-transfer image")
class ImageCommandTest {
  @Test
  @DisplayName("prints what the pods' image is built from, and nothing else")
  void containerfile() throws IOException {
    Typed typed = Typed.without();

    assertThat(typed.run("image")).isZero();

    assertThat(typed.out())
        .isEqualTo(Files.readString(Path.of("../../images/transfer/Containerfile")));
    assertThat(typed.err()).isEmpty();
  }

  @Test
  @DisplayName("is no longer needed once the image has a name: all commands take it from there")
  void named() {
    Typed typed = Typed.without().with("VOLUME_TRANSFER_IMAGE", "team/transfer:1");

    assertThat(typed.run("plan", "--from=a/data", "--to=b/data")).isZero();

    assertThat(typed.out()).contains("image: \"team/transfer:1\"").doesNotContain("localhost/");
  }
}
