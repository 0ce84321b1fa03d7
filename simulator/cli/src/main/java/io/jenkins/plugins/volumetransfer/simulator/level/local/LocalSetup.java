package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalContainer;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalPod;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A local cluster of its own, with a volume to copy and one to copy it to. */
final class LocalSetup implements AutoCloseable {
  static final String SOURCE = "source";
  static final String DESTINATION = "destination";
  static final int DATA_BYTES = 8 << 20;
  private static final String CLAIM = "data";

  private final Path directory;
  private final LocalCluster cluster;
  private final KubernetesClient client;

  private LocalSetup(Path directory) throws IOException {
    this.directory = directory;
    cluster = LocalCluster.start(directory.resolve("cluster"));
    cluster.createNamespace(SOURCE);
    cluster.createNamespace(DESTINATION);
    Files.write(cluster.createClaim(SOURCE, CLAIM).resolve("file"), new byte[DATA_BYTES]);
    cluster.createClaim(DESTINATION, CLAIM);
    client = KubeconfigClusters.client(reference());
  }

  static LocalSetup set() {
    try {
      return new LocalSetup(Files.createTempDirectory("scenario"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot set the stage", e);
    }
  }

  LocalCluster cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  Path programs() {
    return directory.resolve("programs");
  }

  CopiedShare copied() {
    return new CopiedShare(cluster.claimDirectory(DESTINATION, CLAIM), DATA_BYTES);
  }

  TransferSpec spec() {
    return TransferSpec.of(
        reference(),
        reference(),
        List.of(
            new VolumePair(new ClaimRef(SOURCE, CLAIM, ""), new ClaimRef(DESTINATION, CLAIM, ""))));
  }

  private ClusterRef reference() {
    return new ClusterRef(
        Optional.of(cluster.kubeconfig().toString()),
        Optional.empty(),
        ClusterRef.Access.KUBECONFIG);
  }

  /** The source pod, once it is there. */
  LocalPod sourcePod() {
    return pod(SOURCE);
  }

  LocalContainer sourceContainer(SourceContainer container) {
    return sourcePod().container(container.label());
  }

  LocalContainer destinationContainer(SourceContainer container) {
    return pod(DESTINATION).container(container.label());
  }

  private LocalPod pod(String namespace) {
    return cluster.pods().all().stream()
        .filter(pod -> pod.namespace().equals(namespace))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pod in " + namespace));
  }

  /** By somebody else than the engine. */
  void deleteSourcePod() {
    client.pods().inNamespace(SOURCE).withName(sourcePod().name()).delete();
  }

  /** What an administrator does about the pod of a lost node; nothing else removes it. */
  void forgetSourcePod() {
    client.pods().inNamespace(SOURCE).withName(sourcePod().name()).withGracePeriod(0).delete();
  }

  @Override
  public void close() {
    client.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + directory, e);
    }
  }
}
