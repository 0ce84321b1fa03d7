package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A local cluster")
@Tag("integration")
class LocalClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @TempDir Path directory;

  /** Starts a cluster and a pod with a daemon in a JVM of its own. */
  static final class InItsOwnJvm {

    private InItsOwnJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
      LocalCluster cluster = LocalCluster.start(Path.of(arguments[0]));
      start(cluster, arguments[1]);
      System.out.println("started");
      Thread.sleep(Duration.ofMinutes(1).toMillis());
    }
  }

  private static void start(LocalCluster cluster, String seconds) {
    try (var client = LocalClusterFixture.client(cluster)) {
      cluster.createNamespace(LocalClusterFixture.NAMESPACE);
      client
          .resource(
              LocalClusterFixture.bash(
                      "stubborn",
                      "trap '' TERM; setsid sleep " + seconds + " & sleep " + seconds + "; wait")
                  .build())
          .create();
    }
    await().atMost(PATIENCE).until(() -> sleeping(seconds) == 2);
  }

  private static long sleeping(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
        .count();
  }

  @Test
  @DisplayName("leaves no process behind when it is closed, not even a daemon")
  void close() {
    LocalCluster cluster = LocalCluster.start(directory);
    start(cluster, "98765");

    cluster.close();

    assertThat(sleeping("98765")).isZero();
  }

  @Test
  @DisplayName("leaves no process behind when its JVM is killed")
  void killedJvm() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                InItsOwnJvm.class.getName(),
                directory.toString(),
                "98764")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = jvm.inputReader()) {
      assertThat(out.readLine()).isEqualTo("started");
    }

    jvm.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    await().atMost(PATIENCE).until(() -> sleeping("98764") == 0);
  }

  @Test
  @DisplayName("uses an existing directory for a claim, and makes one otherwise")
  void claims() throws Exception {
    Path existing = Files.createDirectory(directory.resolve("existing"));
    try (LocalCluster cluster = LocalCluster.start(directory.resolve("cluster"))) {
      cluster.createNamespace("app");

      assertThat(cluster.createClaim("app", "given", existing)).isEqualTo(existing);
      assertThat(cluster.createClaim("app", "made")).isEmptyDirectory();
      assertThat(cluster.claimDirectory("app", "given")).isEqualTo(existing);
      try (var client = LocalClusterFixture.client(cluster)) {
        var claim = client.persistentVolumeClaims().inNamespace("app").withName("made").get();
        assertThat(claim.getStatus().getPhase()).isEqualTo("Bound");
        assertThat(claim.getStatus().getAccessModes()).isEqualTo(List.of("ReadWriteOnce"));
        assertThat(claim.getSpec().getStorageClassName()).isEqualTo("standard");
      }
    }
  }

  @Test
  @DisplayName("can run beside another one")
  void two() {
    try (LocalCluster first = LocalCluster.start(directory.resolve("first"));
        LocalCluster second = LocalCluster.start(directory.resolve("second"))) {
      first.createNamespace("only-in-first");

      try (var client = LocalClusterFixture.client(second)) {
        assertThat(client.namespaces().withName("only-in-first").get()).isNull();
      }
    }
  }
}
