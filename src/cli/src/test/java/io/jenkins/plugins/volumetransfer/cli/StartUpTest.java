package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a quick start stays quick. Method: counts what a JVM loads, which unlike its time is the
 * same on every machine.
 */
@Timeout(60)
@Tag("integration")
class StartUpTest {
  private static final Pattern HEAVY =
      Pattern.compile(" (io\\.fabric8|com\\.fasterxml|io\\.vertx|okhttp3|org\\.bouncycastle)\\.");

  @Test
  @DisplayName("--help loads nothing of the Kubernetes client, Jackson, Vert.x or BouncyCastle")
  void help() throws IOException, InterruptedException {
    Process process =
        java("-Xlog:class+load:stdout", "--help")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    Stream<String> loaded = log.lines().filter(line -> line.contains("[class,load]"));
    assertThat(loaded).anyMatch(line -> line.contains(" picocli.")).noneMatch(HEAVY.asPredicate());
  }

  @Test
  @DisplayName("a heap that is too small is told in a sentence")
  void smallHeap() throws IOException, InterruptedException {
    Process process =
        java("-Xmx6m", "plan", "--from=a/b", "--to=c/d").redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(output)
        .isEqualTo(
            "volume-transfer: Java has too little memory; give it more: JAVA_OPTS=-Xmx256m\n");
  }

  private static ProcessBuilder java(String option, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
