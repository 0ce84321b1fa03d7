package io.jenkins.plugins.volumetransfer.simulator.level.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The gate before a program")
class GateTest {
  private static final String COPY =
      "rsync --archive /proc/self/fd/10/ rsync://root@localhost/data";

  @TempDir Path directory;
  private final List<Place> asked = new CopyOnWriteArrayList<>();

  private record Ended(int code, String output) {}

  @BeforeEach
  void rsync() throws Exception {
    Path rsync =
        Files.writeString(
            Files.createDirectories(directory.resolve("bin")).resolve("rsync"),
            "#!/bin/bash\necho copied\n");
    assertThat(rsync.toFile().setExecutable(true)).isTrue();
  }

  @Test
  @DisplayName("lets it go where it is told to")
  void goes() throws Exception {
    assertThat(run(COPY, place -> ProgramGate.GO)).isEqualTo(new Ended(0, "copied\n"));
    assertThat(asked).containsExactly(Place.BEGINNING, Place.COPYING, Place.ENDING);
  }

  @Test
  @DisplayName("ends it with the code that it is told")
  void ends() throws Exception {
    assertThat(run(COPY, place -> place == Place.ENDING ? "23" : ProgramGate.GO).code())
        .isEqualTo(23);
  }

  @Test
  @DisplayName("that fails itself gives it a code that is nobody's, and not rsync's 1")
  void failsItself() throws Exception {
    Ended ended =
        run(
            COPY,
            place -> {
              if (place == Place.ENDING) {
                throw new IllegalStateException("the kubelet does not answer");
              }
              return ProgramGate.GO;
            });

    assertThat(ended.code()).isEqualTo(99);
    assertThat(ended.output()).contains("the simulator did not answer at ENDING");
  }

  @Test
  @DisplayName("does not take a question to the other side for the copy")
  void questions() throws Exception {
    for (String question : List.of("space", "work", "verify", "links")) {
      run("rsync rsync://root@localhost/data.%1$s/data.%1$s /x".formatted(question), place -> "1");
    }

    assertThat(asked).isEmpty();
  }

  private Ended run(String command, Function<Place, String> answers) throws Exception {
    Path programs = Files.createTempDirectory(directory, "programs");
    try (ProgramGate gate =
        ProgramGate.open(
            programs,
            Set.of("rsync"),
            place -> {
              asked.add(place);
              return answers.apply(place);
            })) {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", programs + "/" + command).redirectErrorStream(true);
      builder.environment().put("IPC_DIRECTORY", directory.toString());
      builder
          .environment()
          .put("PATH", programs + ":" + directory.resolve("bin") + ":" + System.getenv("PATH"));
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    }
  }
}
