package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.function.Predicate;

/** Two runtimes on one node, each with pods of its own. */
record RuntimeByPod(Predicate<Pod> isOfFirst, ContainerRuntime first, ContainerRuntime second)
    implements ContainerRuntime {

  @Override
  public PodRuntime pod(Pod pod, String address, PodControl control) {
    return (isOfFirst.test(pod) ? first : second).pod(pod, address, control);
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
