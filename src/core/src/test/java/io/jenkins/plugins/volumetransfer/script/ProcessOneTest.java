package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: bash as process 1, which gets no default handling of signals and every orphan, does no
 * differently. Method: a PID namespace of its own; skipped where none can be made.
 */
@DisplayName("As process 1 of a container,")
@Tag("integration")
class ProcessOneTest {
  private static final List<String> NAMESPACE =
      List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");

  private final TransferPods pods = TransferPods.withSlowCopy();

  @BeforeAll
  static void needsNamespaces() throws IOException, InterruptedException {
    Process probe =
        new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true")
            .redirectErrorStream(true)
            .start();
    assumeTrue(probe.waitFor() == 0, "PID namespaces can't be made here");
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("the script copies, and its end ends stunnel")
  void copies() {
    pods.copyArguments("--archive").startDestination();

    Container container = pods.start(NAMESPACE, Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    Container.awaitTrue(() -> container.processes("stunnel").isEmpty());
  }

  @Test
  @DisplayName("the script stops rsync when told to, and the other container sees it end")
  void stops() {
    pods.startDestination();
    Container stunnel = pods.start(NAMESPACE, Script.SOURCE_STUNNEL);
    Container rsync = pods.start(NAMESPACE, Script.SOURCE_RSYNC);
    pods.awaitCopying();

    rsync.signalScript("TERM");

    assertThat(rsync.exitCode()).isEqualTo(143);
    assertThat(pods.ipcFile("rsync-client-container-done")).isEqualTo("143");
    assertThat(stunnel.exitCode()).isZero();
  }

  @Test
  @DisplayName("the script is killed with all of its container, and the other sees that")
  void killed() {
    pods.startDestination();
    Container stunnel = pods.start(NAMESPACE, Script.SOURCE_STUNNEL);
    Container rsync = pods.start(NAMESPACE, Script.SOURCE_RSYNC);
    pods.awaitCopying();

    stunnel.killScript();

    assertThat(rsync.exitCode()).isIn(10, 12, 65);
    assertThat(stunnel.processes("stunnel")).isEmpty();
  }
}
