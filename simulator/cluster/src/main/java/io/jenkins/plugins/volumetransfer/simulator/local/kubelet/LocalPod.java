package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.util.List;

/** A pod of the local cluster from the outside: what can happen to it. */
public final class LocalPod {

  private final PodWorker worker;
  private final Loop loop;

  LocalPod(PodWorker worker, Loop loop) {
    this.worker = worker;
    this.loop = loop;
  }

  public String namespace() {
    return worker.path().namespace();
  }

  public String name() {
    return worker.path().name();
  }

  /**
   * One of its containers, init containers included.
   *
   * @throws IllegalArgumentException when the pod has none of that name
   */
  public LocalContainer container(String name) {
    return containers().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("pod " + name() + " has no container named " + name));
  }

  /** All its containers, init containers first. */
  public List<LocalContainer> containers() {
    return worker.containers().stream()
        .map(container -> new LocalContainer(container, loop))
        .toList();
  }

  /** The kubelet evicts the pod: it fails with reason Evicted, its containers are killed. */
  public void evict(String message) {
    loop.call(
        () -> {
          worker.evict(message);
          return true;
        });
  }

  /**
   * The pod's node vanishes without a word: its processes stand still, so that connections stay
   * open and silent; its status is not updated any more, and a deletion is never confirmed.
   */
  public void loseNode() {
    loop.call(
        () -> {
          worker.loseNode();
          return true;
        });
  }

  /** What Kubernetes says some time after {@link #loseNode}: reason NodeLost, not ready. */
  public void reportNodeLost() {
    loop.call(
        () -> {
          worker.reportNodeLost();
          return true;
        });
  }
}
