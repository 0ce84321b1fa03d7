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
  private static final Path TASKS = Path.of("../../tekton-tasks/task");

  @ParameterizedTest
  @DisplayName("the RBAC beside the Task is what plan --rbac prints for the sample that needs it")
  @CsvSource({
    "volume-transfer/0.1/support, app-3/postgresql, app-4/postgresql, app-4",
    "volume-transfer/0.1/tests, volume-transfer-0-1/source, volume-transfer-0-1/destination,"
        + " volume-transfer-0-1",
    "volume-transfer-cleanup/0.1/tests, volume-transfer-cleanup-0-1/source,"
        + " volume-transfer-cleanup-0-1/destination, volume-transfer-cleanup-0-1"
  })
  void printed(String directory, String from, String to, String account) throws IOException {
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
    Path file = TASKS.resolve(directory).resolve("rbac.yaml");
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(file, wanted);
    }
    assertThat(Files.readString(file)).isEqualTo(wanted);
  }
}
