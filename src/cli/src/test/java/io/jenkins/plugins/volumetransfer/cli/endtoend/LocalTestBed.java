package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalContainer;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A local cluster of its own: real processes, no containers. */
final class LocalTestBed implements TestBed {
  private final Path directory = Files.createTempDirectory("volume-transfer-testbed");
  private final LocalCluster cluster;
  private final KubernetesClient client;

  LocalTestBed() throws IOException {
    this(LocalCluster::start);
  }

  private LocalTestBed(Function<Path, LocalCluster> start) throws IOException {
    cluster = start.apply(directory);
    client =
        KubeconfigClusters.client(
            new ClusterRef(
                Optional.of(cluster.kubeconfig().toString()),
                Optional.empty(),
                ClusterRef.Access.KUBECONFIG));
  }

  /**
   * One in which the transfer pods are only played, so that a copy takes a second, and all other
   * pods have real processes.
   */
  static LocalTestBed whereTransfersArePlayed(Loop loop, VirtualRuntime player) throws IOException {
    return new LocalTestBed(
        path -> LocalCluster.start(path, player, LocalTestBed::isTransferPod, loop));
  }

  private static boolean isTransferPod(Pod pod) {
    return pod.getMetadata().getLabels() != null
        && Labels.MANAGED_BY_US.equals(pod.getMetadata().getLabels().get(Labels.MANAGED_BY));
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  @Override
  public String image() {
    return "localhost/any:1";
  }

  @Override
  public void createClaim(String namespace, String claim) {
    cluster.createClaim(namespace, claim);
  }

  @Override
  public byte[] onClaim(String namespace, String claim, String script, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                script,
                "script",
                cluster.claimDirectory(namespace, claim).toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile(directory, "script", ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    byte[] output = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IOException("exit code " + process.exitValue() + ": " + Files.readString(errors));
    }
    return output;
  }

  @Override
  public byte[] onForeignClaim(String namespace, String claim, String script) throws Exception {
    return onClaim(namespace, claim, script);
  }

  @Override
  public void kill(String namespace, String pod, String container, String command) {
    if (container(namespace, pod, container).kill(command, Signal.KILL) == 0) {
      throw new AssertionError("no process " + command + " in " + pod);
    }
  }

  @Override
  public String commandLines(String namespace, String pod, String container) {
    return container(namespace, pod, container).processes().stream()
        .map(process -> process.info().commandLine().orElse(""))
        .collect(Collectors.joining("\n"));
  }

  private LocalContainer container(String namespace, String pod, String container) {
    return cluster.pods().find(namespace, pod).orElseThrow().container(container);
  }

  /** There are no users here: everybody may do everything, until it is forbidden to all. */
  @Override
  public User userWith(String roles, String... namespaces) {
    return new User() {
      @Override
      public Path kubeconfig() {
        return cluster.kubeconfig();
      }

      @Override
      public void forbid(Permission permission) {
        cluster.access().deny(permission.verb(), permission.resource());
      }

      @Override
      public void allow(Permission permission) {
        cluster.access().allow(permission.verb(), permission.resource());
      }
    };
  }

  @Override
  public void close() throws IOException {
    client.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
