package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: who applies the Task's RBAC gives it what the engine needs, and nothing else. Method: the
 * file is what {@code plan --rbac} prints; {@code -Dgoldens.update=true} writes it anew.
 */
class TektonRbacTest {
  private static final Path FILE =
      Path.of("../../tekton-tasks/task/volume-transfer/0.1/support/rbac.yaml");

  @Test
  @DisplayName("support/rbac.yaml is what plan --rbac prints for the sample in one cluster")
  void sample() throws IOException {
    Typed typed = Typed.without();
    String[] plan = {
      "plan",
      "--from=app-3/postgresql",
      "--to=app-4/postgresql",
      "--rbac",
      "--service-account=app-4/volume-transfer"
    };
    assertThat(typed.run(plan)).isZero();

    String wanted =
        "# What samples/one-cluster.yaml needs, as printed by\n"
            + "#   volume-transfer "
            + String.join(" ", plan)
            + "\n"
            + typed.out();
    if (Boolean.getBoolean("goldens.update")) {
      Files.writeString(FILE, wanted);
    }
    assertThat(Files.readString(FILE)).isEqualTo(wanted);
  }
}
