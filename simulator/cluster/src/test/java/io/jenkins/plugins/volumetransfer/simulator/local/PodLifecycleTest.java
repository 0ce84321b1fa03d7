package io.jenkins.plugins.volumetransfer.simulator.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("The local kubelet")
@Tag("integration")
class PodLifecycleTest extends LocalClusterFixture {

  @Test
  @DisplayName("runs a pod to success and keeps what it said")
  void success() {
    create(bash("success", "echo hello; echo world >&2"));

    Pod pod = awaitPhase("success", "Succeeded");

    assertThat(terminated(pod).getExitCode()).isZero();
    assertThat(terminated(pod).getReason()).isEqualTo("Completed");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("success").getLog())
        .isEqualTo("hello\nworld\n");
    assertThat(pod.getStatus().getPodIP()).startsWith("127.");
  }

  @Test
  @DisplayName("reports the exit code of a container that fails")
  void failure() {
    create(bash("failure", "exit 23"));

    Pod pod = awaitPhase("failure", "Failed");

    assertThat(terminated(pod).getExitCode()).isEqualTo(23);
    assertThat(terminated(pod).getReason()).isEqualTo("Error");
  }

  @Test
  @DisplayName("reports 128 and the signal's number when the main process is killed")
  void killed() {
    create(bash("killed", "echo up; sleep 1000"));
    awaitLog("killed", "up");

    local("killed").container("main").kill(Signal.KILL);

    assertThat(terminated(awaitPhase("killed", "Failed")).getExitCode()).isEqualTo(137);
  }

  @Test
  @DisplayName("kills a command by its name and leaves the main process alone")
  void killByName() {
    create(bash("by-name", "sleep 1000; echo sleep ended with $?"));
    await()
        .atMost(PATIENCE)
        .until(() -> local("by-name").container("main").kill("sleep", Signal.TERM) == 1);

    awaitPhase("by-name", "Succeeded");

    assertThat(cluster.log(NAMESPACE, "by-name", "main")).contains("sleep ended with 143");
  }

  @Test
  @DisplayName("reports OOMKilled when the kernel would have killed it")
  void oomKilled() {
    create(bash("oom", "echo up; sleep 1000"));
    awaitLog("oom", "up");

    local("oom").container("main").oomKill();

    Pod pod = awaitPhase("oom", "Failed");
    assertThat(terminated(pod).getReason()).isEqualTo("OOMKilled");
    assertThat(terminated(pod).getExitCode()).isEqualTo(137);
  }

  @Test
  @DisplayName("gives a deleted pod its grace: TERM is caught, the pod goes when it has ended")
  void gracefulDeletion() {
    create(
        bash(
            "graceful", "trap 'echo got TERM; exit 3' TERM; echo up; while :; do sleep 0.1; done"));
    awaitLog("graceful", "up");

    client.pods().inNamespace(NAMESPACE).withName("graceful").delete();

    awaitGone("graceful");
    assertThat(cluster.log(NAMESPACE, "graceful", "main")).contains("got TERM");
  }

  @Test
  @DisplayName("kills a pod that does not care about TERM when its grace is over")
  void ungracefulDeletion() {
    create(bash("deaf", "trap '' TERM; echo up; while :; do sleep 0.1; done"));
    awaitLog("deaf", "up");
    List<ProcessHandle> processes = local("deaf").container("main").processes();

    client.pods().inNamespace(NAMESPACE).withName("deaf").withGracePeriod(1).delete();

    assertThat(get("deaf").getMetadata().getDeletionTimestamp()).isNotNull();
    assertThat(get("deaf").getMetadata().getDeletionGracePeriodSeconds()).isEqualTo(1);
    awaitGone("deaf");
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  @DisplayName("kills daemons when the main process ends")
  void daemons() {
    create(
        bash("daemons", "setsid sleep 1000 & disown; (setsid sleep 1001 &); echo up; read < <(:)"));

    awaitPhase("daemons", "Failed");

    assertThat(ProcessHandle.allProcesses().map(ProcessHandle::info))
        .noneMatch(info -> info.commandLine().orElse("").matches(".*sleep 100[01]$"));
  }

  @Test
  @DisplayName("stops the pods of a namespace that is deleted")
  void namespaceDeletion() {
    cluster.createNamespace("doomed");
    client
        .resource(
            bash("inside", "trap 'exit 0' TERM; echo up; while :; do sleep 0.05; done")
                .editMetadata()
                .withNamespace("doomed")
                .endMetadata()
                .build())
        .create();
    await().atMost(PATIENCE).until(() -> cluster.log("doomed", "inside", "main").equals("up\n"));

    client.namespaces().withName("doomed").delete();

    await().atMost(PATIENCE).until(() -> cluster.pods().find("doomed", "inside").isEmpty());
    assertThat(client.pods().inNamespace("doomed").list().getItems()).isEmpty();
    assertThat(client.namespaces().withName("doomed").get()).isNull();
  }
}
