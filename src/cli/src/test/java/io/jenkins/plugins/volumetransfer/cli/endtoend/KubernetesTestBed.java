package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The cluster that {@code KUBECONFIG} names. Beside each claim a pod sleeps that has it mounted;
 * the tests' scripts run in there.
 */
final class KubernetesTestBed implements TestBed {
  private static final long START_SECONDS_MAX = 120;
  private static final long SCRIPT_SECONDS_MAX = 180;
  private static final String KEEPER = "keeper-";

  private final Path kubeconfig = Path.of(System.getenv("KUBECONFIG"));
  private final String image = System.getProperty("transfer.image");
  private final KubernetesClient client =
      KubeconfigClusters.client(
          new ClusterRef(
              Optional.of(kubeconfig.toString()), Optional.empty(), ClusterRef.Access.KUBECONFIG));
  private final List<String> namespaces = new CopyOnWriteArrayList<>();

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public String createNamespaceNamed(String name) {
    namespaces.add(TestBed.super.createNamespaceNamed(name));
    return name;
  }

  @Override
  public void createClaim(String namespace, String claim) {
    client
        .resource(
            new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(claim)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .build())
        .create();
    keep(namespace, claim);
  }

  private void keep(String namespace, String claim) {
    Pod keeper =
        new PodBuilder()
            .withNewMetadata()
            .withName(KEEPER + claim)
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .withTerminationGracePeriodSeconds(0L)
            .withActiveDeadlineSeconds(3600L)
            .addNewContainer()
            .withName("keeper")
            .withImage(image)
            .withImagePullPolicy("IfNotPresent")
            .withCommand("sleep", "3600")
            // The image's own user may not write what belongs to others.
            .withNewSecurityContext()
            .withRunAsUser(0L)
            .endSecurityContext()
            .addNewVolumeMount()
            .withName("claim")
            .withMountPath("/claim")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("claim")
            .withNewPersistentVolumeClaim()
            .withClaimName(claim)
            .endPersistentVolumeClaim()
            .endVolume()
            .endSpec()
            .build();
    client.resource(keeper).create();
    client.resource(keeper).waitUntilReady(START_SECONDS_MAX, TimeUnit.SECONDS);
  }

  @Override
  public byte[] onClaim(String namespace, String claim, String script, String... arguments)
      throws Exception {
    String[] command = new String[arguments.length + 5];
    command[0] = "bash";
    command[1] = "-c";
    command[2] = script;
    command[3] = "script";
    command[4] = "/claim";
    System.arraycopy(arguments, 0, command, 5, arguments.length);
    return exec(namespace, KEEPER + claim, "keeper", command);
  }

  @Override
  public byte[] onForeignClaim(String namespace, String claim, String script) throws Exception {
    keep(namespace, claim);
    try {
      return onClaim(namespace, claim, script);
    } finally {
      var keeper = client.pods().inNamespace(namespace).withName(KEEPER + claim);
      keeper.delete();
      keeper.waitUntilCondition(Objects::isNull, START_SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  @Override
  public void kill(String namespace, String pod, String container, String command)
      throws Exception {
    exec(
        namespace,
        pod,
        container,
        "bash",
        "-c",
        "for p in /proc/[0-9]*; do [[ $(<\"$p/comm\") == $0* ]] && kill -s KILL \"${p#/proc/}\";"
            + " done; true",
        command);
  }

  @Override
  public String commandLines(String namespace, String pod, String container) throws Exception {
    return new String(
        exec(namespace, pod, container, "bash", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  byte[] exec(String namespace, String pod, String container, String... command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            .writingOutput(output)
            .writingError(errors)
            .exec(command)) {
      int code = exec.exitCode().get(SCRIPT_SECONDS_MAX, TimeUnit.SECONDS);
      if (code != 0) {
        throw new IOException("exit code " + code + " in " + pod + ": " + errors);
      }
      return output.toByteArray();
    }
  }

  @Override
  public User userWith(String roles, String... where) throws Exception {
    return KubernetesUser.create(client, roles, where);
  }

  @Override
  public void close() {
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
    client.close();
  }
}
