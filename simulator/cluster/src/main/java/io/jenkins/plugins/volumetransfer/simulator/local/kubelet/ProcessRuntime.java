package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;

/** Runs containers as processes of this machine. */
final class ProcessRuntime implements ContainerRuntime {

  private final String cluster;
  private final Directories directories;
  private final ObjectStore store;
  private final Claims claims;
  private final Images images;
  private final Executor workers;
  private final Lifeline lifeline;

  /**
   * @param cluster names this cluster among all of the machine
   */
  ProcessRuntime(
      String cluster,
      Directories directories,
      ObjectStore store,
      Claims claims,
      Images images,
      Executor workers) {
    this.cluster = cluster;
    this.directories = directories;
    this.store = store;
    this.claims = claims;
    this.images = images;
    this.workers = workers;
    this.lifeline = Lifeline.start(cluster, directories.memory());
  }

  @Override
  public PodRuntime pod(Pod pod, String address, PodControl control) {
    LaunchPlanner planner =
        new LaunchPlanner(
            pod,
            address,
            directories.pod(pod.getMetadata()),
            Volumes.of(pod, directories, claims, store),
            new KeyedData(store, pod.getMetadata().getNamespace()),
            images);
    return new PodRuntime() {
      @Override
      public Duration creation(Container container) {
        return Duration.ZERO;
      }

      @Override
      public ContainerRun start(Container container, Path log) throws LaunchProblem, IOException {
        String mark = cluster + "/" + UUID.randomUUID();
        return ContainerProcess.start(
            container, planner.plan(container), address, mark, log, workers);
      }
    };
  }

  @Override
  public void close() {
    ProcessTable.killAll(() -> ProcessTable.ofCluster(cluster));
    Directories.deleteTree(directories.memory());
    lifeline.close();
  }
}
