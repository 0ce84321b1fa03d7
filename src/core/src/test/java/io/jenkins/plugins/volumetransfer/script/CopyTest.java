package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: what is copied arrives, and is told. Method: real rsync, stunnel and nc, from one directory
 * to another.
 */
@DisplayName("A copy through the tunnel")
@Tag("integration")
class CopyTest {
  private final TransferPods pods = new TransferPods();

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("from two containers ends both with 0, and the files are there")
  void separate() {
    fill("data", "");
    pods.startDestination();

    Container stunnel = pods.start(Script.SOURCE_STUNNEL);
    Container rsync = pods.start(Script.SOURCE_RSYNC);

    assertThat(rsync.exitCode()).as(rsync.log()).isZero();
    assertThat(stunnel.exitCode()).as(stunnel.log()).isZero();
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("0");
    assertThat(pods.ipcFile("stunnel-container-done")).isEqualTo("0");
    assertThat(pods.result()).containsExactly("data 0");
    assertCopied("data");
  }

  @Test
  @DisplayName("from one container ends it with 0, and the files are there")
  void single() {
    fill("data", "");
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("0");
    assertThat(pods.result()).containsExactly("data 0");
    assertCopied("data");
  }

  @Test
  @DisplayName("takes volumes and sub-paths of any name, in order")
  void oddNames() {
    List<String> names = List.of("two words", "-dash", "st*r", "$(touch pwned)", "ünï&;'");
    names.forEach(name -> fill(name, name.startsWith("-") ? "" : "sub path/$HOME"));
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactlyElementsOf(names.stream().map(n -> n + " 0").toList());
    names.forEach(this::assertCopied);
  }

  @Test
  @DisplayName("puts each volume's output between two lines of ours, and ends lines at \\r")
  void log() {
    fill("first", "");
    fill("second", "");
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log())
        .containsSubsequence(
            "volume-transfer: volume first begins\n",
            "100%",
            "Number of files",
            "volume-transfer: volume first ended with code 0\n",
            "volume-transfer: volume second begins\n",
            "Number of files",
            "volume-transfer: volume second ended with code 0\n")
        .doesNotContain("\r");
  }

  @Test
  @DisplayName("sends what rsync has to say at once, and works in batches")
  void quickly() {
    fill("data", "");
    pods.shimTunnel().shimStunnelContainer().shim("rsync", "echo \"$*\"", "chrt --pid $$");

    Container rsync = pods.start(Script.SOURCE_RSYNC);

    assertThat(rsync.exitCode()).as(rsync.log()).isZero();
    assertThat(rsync.log()).contains(" --sockopts=TCP_NODELAY ").contains("SCHED_BATCH");
  }

  @Test
  @DisplayName("needs no chrt")
  void withoutBatches() {
    fill("data", "");
    pods.startDestination();

    Container container = pods.shim("chrt", "exit 1").start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertCopied("data");
  }

  @Test
  @DisplayName("of several volumes goes on after one whose directory is missing: 72")
  void sourceMissing() {
    fill("first", "");
    fill("second", "not there");
    fill("third", "");
    pods.sourceDirectory("second").resolve("a file.txt").toFile().delete();
    pods.sourceDirectory("second").resolve("deep er/b.txt").toFile().delete();
    pods.sourceDirectory("second").resolve("deep er").toFile().delete();
    pods.sourceDirectory("second").toFile().delete();
    pods.startDestination();

    Container container = pods.start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(72);
    assertThat(pods.result()).containsExactly("first 0", "second 72", "third 0");
    assertThat(container.log()).contains("not there is no directory");
    assertCopied("first");
    assertCopied("third");
  }

  private void fill(String volume, String subPath) {
    pods.volume(volume, subPath);
    TextFiles.write(pods.sourceDirectory(volume).resolve("a file.txt"), "of " + volume);
    TextFiles.write(pods.sourceDirectory(volume).resolve("deep er/b.txt"), "b");
  }

  private void assertCopied(String volume) {
    assertThat(TextFiles.tree(pods.destinationDirectory(volume)))
        .isEqualTo(Map.of("a file.txt", "of " + volume, "deep er/b.txt", "b"));
  }
}
