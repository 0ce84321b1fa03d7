package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The host of the scripts")
@Tag("integration")
class ShellHostTest {
  private static final int SLOT = 3;

  @Test
  @DisplayName("forgets what a process was told that was killed before it read that")
  void forgets() throws IOException {
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      PodDirectories workplace = PodDirectories.make(directory.of(Topology.SEPARATE));
      try (ShellHost host = ShellHost.start(workplace);
          InputStream told =
              new FileInputStream(workplace.fifos().resolve("answers-" + SLOT).toFile())) {
        host.answer(SLOT, "go", 0, 0);
        host.answer(SLOT, "TERM", 0, 0);
        assertThat(told.available()).isPositive();

        host.forgetAnswers(SLOT);

        assertThat(told.available()).isZero();
      }
      workplace.delete();
    }
  }
}
