package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

/** What can happen to a pod on its node, whatever its containers do. Called on the loop. */
public interface PodControl {

  /** The kubelet evicts the pod: it fails with reason Evicted, its containers are killed. */
  void evict(String message);

  /**
   * The kernel kills the main process of a container for want of memory: reason OOMKilled, code
   * 137.
   *
   * @throws IllegalArgumentException when the pod has no such container
   */
  void oomKill(String container);

  /**
   * The pod's node vanishes without a word: its containers stand still, its status is not updated
   * any more, and a deletion is never confirmed.
   */
  void loseNode();

  /** What Kubernetes says some time after {@link #loseNode}: reason NodeLost, not ready. */
  void reportNodeLost();

  /** Somebody deletes the pod, with the grace period that it asks for. */
  void delete();

  /** The pod goes from the API at once: the node that it was on is no part of the cluster. */
  void collect();
}
