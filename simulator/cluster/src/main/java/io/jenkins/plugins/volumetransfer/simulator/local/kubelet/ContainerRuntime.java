package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** What the kubelet runs containers with. */
public interface ContainerRuntime extends AutoCloseable {

  /**
   * Gets ready for the containers of a pod that has come to the node.
   *
   * @param address of the pod
   * @param control what can happen to the pod as a whole
   */
  PodRuntime pod(Pod pod, String address, PodControl control);

  /** Ends every run of every container at once, and leaves nothing of them. */
  @Override
  void close();

  /** Starts the containers of one pod. */
  interface PodRuntime {

    /** How long the container is being created before its first run, in the loop's time. */
    Duration creation(Container container);

    /**
     * Starts a container.
     *
     * @param log the file for what it says; its directory may be missing
     * @throws LaunchProblem when it can't be started; may be tried again
     */
    ContainerRun start(Container container, Path log) throws LaunchProblem, IOException;
  }
}
