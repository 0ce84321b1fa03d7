package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Logs and commands of a local container")
@Tag("integration")
class ContainerAccessTest extends LocalClusterFixture {

  private PodResource pod(String name) {
    return client.pods().inNamespace(NAMESPACE).withName(name);
  }

  @Test
  @DisplayName("can be followed until the container has ended")
  void follow() throws Exception {
    create(bash("followed", "echo first; until [ -e go ]; do sleep 0.05; done; echo last"));
    awaitLog("followed", "first");
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    try (var watch = pod("followed").watchLog(log)) {
      await().atMost(PATIENCE).until(() -> log.toString(StandardCharsets.UTF_8).equals("first\n"));
      java.nio.file.Files.createFile(
          local("followed").container("main").locate("/go").orElseThrow());
      await()
          .atMost(PATIENCE)
          .until(() -> log.toString(StandardCharsets.UTF_8).equals("first\nlast\n"));
    }
  }

  @Test
  @DisplayName("come whole, even when they are long")
  void longLog() {
    create(bash("talkative", "for i in {1..20000}; do echo line number $i; done"));
    awaitPhase("talkative", "Succeeded");

    assertThat(pod("talkative").getLog().lines().count()).isEqualTo(20000);
    assertThat(pod("talkative").tailingLines(2).getLog())
        .isEqualTo("line number 19999\nline number 20000\n");
    assertThat(pod("talkative").usingTimestamps().tailingLines(1).getLog())
        .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z line number 20000\n");
  }

  @Test
  @DisplayName("hold a line back until it ends, as a container runtime does")
  void lines() {
    create(bash("progress", "printf '10%%\\r20%%\\r'; sleep 0.2; printf '30%%\\nend'"));
    awaitPhase("progress", "Succeeded");

    assertThat(pod("progress").getLog()).isEqualTo("10%\r20%\r30%\nend");
  }

  @Test
  @DisplayName("are refused while the container has not started")
  void noLogYet() {
    create(
        bash("waiting", "echo never")
            .editSpec()
            .addNewVolume()
            .withName("v")
            .withNewSecret()
            .withSecretName("none-such")
            .endSecret()
            .endVolume()
            .endSpec());
    awaitPod("waiting", found -> found.getStatus().getStartTime() != null);

    assertThatThrownBy(() -> pod("waiting").withReadyWaitTimeout(1).getLog())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(
            "container \"main\" in pod \"waiting\" is waiting to start: ContainerCreating");
  }

  @Test
  @DisplayName("see the container's environment; output, errors and the exit code come back")
  void exec() throws Exception {
    create(
        bash("host", "echo up; sleep 1000")
            .editSpec()
            .editFirstContainer()
            .addNewEnv()
            .withName("GREETING")
            .withValue("hello")
            .endEnv()
            .endContainer()
            .endSpec());
    awaitLog("host", "up");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    try (ExecWatch exec =
        pod("host")
            .writingOutput(out)
            .writingError(err)
            .exec("bash", "-c", "echo $GREETING; echo oops >&2; exit 7")) {
      assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isEqualTo(7);
    }

    await().atMost(PATIENCE).until(() -> err.size() > 0 && out.size() > 0);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("oops\n");
  }

  @Test
  @DisplayName("can be given input")
  void execWithInput() throws Exception {
    create(bash("reader", "echo up; sleep 1000"));
    awaitLog("reader", "up");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    try (ExecWatch exec =
        pod("reader")
            .redirectingInput()
            .writingOutput(out)
            .exec("bash", "-c", "read line; echo got $line")) {
      exec.getInput().write("one\n".getBytes(StandardCharsets.UTF_8));
      exec.getInput().flush();
      assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isZero();
    }

    await().atMost(PATIENCE).until(() -> out.toString(StandardCharsets.UTF_8).equals("got one\n"));
  }

  @Test
  @DisplayName("are those of the former run when that is asked for")
  void previousLog() {
    create(
        bash("twice", "if [ -e once ]; then echo second; else touch once; echo first; exit 1; fi")
            .editSpec()
            .withRestartPolicy("OnFailure")
            .endSpec());
    awaitPhase("twice", "Succeeded");

    assertThat(pod("twice").terminated().getLog()).isEqualTo("first\n");
    assertThat(pod("twice").getLog()).isEqualTo("second\n");
  }
}
