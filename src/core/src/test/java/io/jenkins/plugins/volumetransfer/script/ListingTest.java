package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A listing")
@Tag("integration")
class ListingTest {
  /** Of each process. What a listing is made with must not depend on its size. */
  private static final long MEMORY_BYTES_MAX = 28 << 20;

  private static final int FILES = 20_000;

  @TempDir private Path root;

  @BeforeEach
  void prepare() throws IOException {
    for (Script script : Script.values()) {
      TextFiles.write(root.resolve("scripts").resolve(script.path()), script.text());
    }
    TextFiles.write(root.resolve("config/left-out"), "-false\n");
    Files.createDirectories(root.resolve("tree"));
    Files.createDirectories(root.resolve("work"));
  }

  @Test
  @DisplayName("of 20,000 files is larger than the memory that each process gets")
  void memory() throws IOException {
    String name = "x".repeat(240);
    String deep = String.join("/", List.of(name, name, name));
    Container.runShell(
        "mkdir --parents '%1$s/%2$s' && cd '%1$s/%2$s' && touch {1..%3$d}"
            .formatted(root.resolve("tree"), deep, FILES));

    int code = list("prlimit", "--as=" + MEMORY_BYTES_MAX);

    assertThat(code).as(log()).isZero();
    assertThat(state()).startsWith("done " + (FILES + 4) + " 0 ");
    assertThat(Files.size(root.resolve("work/listing"))).isGreaterThan(MEMORY_BYTES_MAX);
  }

  @Test
  @DisplayName("of an empty directory has one fact")
  void empty() {
    assertThat(list()).as(log()).isZero();

    assertThat(state()).startsWith("done 1 0 1 ");
  }

  @Test
  @DisplayName("of a directory that its user can't read fails, and says which")
  void unreadable() {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
    Container.runShell(
        "cd '%s' && mkdir tree/secret && chmod 700 tree/secret && chmod 777 work && chmod a+rx . tree"
            .formatted(root));

    int code = list("setpriv", "--reuid=65532", "--regid=65532", "--clear-groups");

    assertThat(code).as(log()).isEqualTo(1);
    assertThat(state()).startsWith("failed find: ").contains("./secret").contains("Permission");
  }

  @Test
  @DisplayName("of which a process is killed fails")
  void killed() {
    TextFiles.write(root.resolve("tree/file"), "text");
    TextFiles.write(root.resolve("shims/sha256sum"), "#!/bin/bash\nkill -s KILL $PPID\n");
    Container.runShell("chmod +x '" + root.resolve("shims/sha256sum") + "'");

    assertThat(list()).as(log()).isEqualTo(1);
    assertThat(state()).startsWith("failed ");
  }

  private int list(String... prefix) {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            "bash",
            root.resolve("scripts").resolve(Script.LISTING.path()).toString(),
            root.resolve("tree").toString(),
            root.resolve("work").toString()));
    Map<String, String> environment =
        Map.of(
            "PATH",
            root.resolve("shims") + ":" + System.getenv("PATH"),
            "CONFIG_DIRECTORY",
            root.resolve("config").toString(),
            "COMPARE_OWNERS",
            "yes",
            "COMPARE_HARD_LINKS",
            "yes");
    try (Container container = Container.start(root.resolve("log"), environment, command)) {
      return container.exitCode();
    }
  }

  private String state() {
    return TextFiles.read(root.resolve("work/state"));
  }

  private String log() {
    return TextFiles.read(root.resolve("log"));
  }
}
