package example;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Stands for anybody's pipeline: it makes a pod, waits for it, and removes it. */
final class NightlyCopy {

  private static final int SECONDS_MAX = 30;

  private NightlyCopy() {}

  /** The exit code of its rsync. */
  static int run(Path kubeconfig, String namespace, String claim) {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build()) {
      Pod pod = client.resource(pod(namespace, claim)).create();
      try {
        return rsync(client, pod);
      } finally {
        client.resource(pod).delete();
      }
    }
  }

  private static int rsync(KubernetesClient client, Pod pod) {
    return client
        .resource(pod)
        .waitUntilCondition(
            now -> Set.of("Succeeded", "Failed").contains(now.getStatus().getPhase()),
            SECONDS_MAX,
            TimeUnit.SECONDS)
        .getStatus()
        .getContainerStatuses()
        .stream()
        .filter(container -> container.getName().equals("rsync"))
        .map(ContainerStatus::getState)
        .map(state -> state.getTerminated().getExitCode())
        .findFirst()
        .orElseThrow();
  }

  private static Pod pod(String namespace, String claim) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withGenerateName("nightly-copy-")
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("stunnel")
        .withImage("registry.example/transfer:1")
        .withCommand("stunnel", "/etc/stunnel/stunnel.conf")
        .endContainer()
        .addNewContainer()
        .withName("rsync")
        .withImage("registry.example/transfer:1")
        .withCommand("rsync", "--archive", "/data/", "rsync://localhost:2222/data")
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("data")
        .withNewPersistentVolumeClaim()
        .withClaimName(claim)
        .endPersistentVolumeClaim()
        .endVolume()
        .endSpec()
        .build();
  }
}
