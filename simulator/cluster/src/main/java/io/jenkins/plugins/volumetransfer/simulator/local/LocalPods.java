package io.jenkins.plugins.volumetransfer.simulator.local;

import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Kubelet;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalPod;
import java.util.List;
import java.util.Optional;

/** The pods of a local cluster and what can be done to them. */
public final class LocalPods {

  private final Kubelet kubelet;

  LocalPods(Kubelet kubelet) {
    this.kubelet = kubelet;
  }

  /** All pods of all namespaces. */
  public List<LocalPod> all() {
    return kubelet.pods();
  }

  /** The pod of that name. */
  public Optional<LocalPod> find(String namespace, String name) {
    return all().stream()
        .filter(pod -> pod.namespace().equals(namespace) && pod.name().equals(name))
        .findFirst();
  }
}
