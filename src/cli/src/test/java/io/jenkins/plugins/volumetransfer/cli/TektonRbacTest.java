package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: who applies the Task's RBAC gives it what the engine needs, and nothing else. Method: the
 * files are what {@code plan --rbac} prints; {@code -Dgoldens.update=true} writes them anew.
 */
class TektonRbacTest {
  private static final Path TASK = Path.of("../../tekton-tasks/task/volume-transfer/0.1");

  @ParameterizedTest
  @DisplayName("the RBAC beside the Task is what plan --rbac prints for the sample that needs it")
  @CsvSource({
    "support/rbac.yaml, app-3/postgresql, app-4/postgresql, app-4",
    "tests/rbac.yaml, volume-transfer-test/source, volume-transfer-test/destination,"
        + " volume-transfer-test"
  })
  void printed(String name, String from, String to, String account) throws IOException {
    Typed typed = Typed.without();
    String[] plan = {
      "plan",
      "--from=" + from,
      "--to=" + to,
      "--rbac",
      "--service-account=" + account + "/volume-transfer"
    };
    assertThat(typed.run(plan)).isZero();

    String wanted = "# volume-transfer " + String.join(" ", plan) + "\n" + typed.out();
    Path file = TASK.resolve(name);
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(file, wanted);
    }
    assertThat(Files.readString(file)).isEqualTo(wanted);
  }
}
