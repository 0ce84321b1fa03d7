package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The exit codes of a pod's containers, as the API tells them; of the newest pod. That of a sidecar
 * which was started again is that of its last run. What ends once the engine has asked for the
 * pod's deletion, ends by that, and does not count.
 */
final class ContainerEnds implements ResourceEventHandler<Pod> {

  /** Whose deletion of the pod ends what is to be looked at. */
  enum Deletion {
    ENDS_IT,
    IS_PART_OF_IT
  }

  private final Deletion deletion;
  private final int containers;
  private final Map<String, Integer> codes = new ConcurrentHashMap<>();
  private volatile CompletableFuture<Void> complete = new CompletableFuture<>();

  /**
   * @param containers how many the pod has
   */
  ContainerEnds(Deletion deletion, int containers) {
    this.deletion = deletion;
    this.containers = containers;
  }

  OptionalInt of(String container) {
    Integer code = codes.get(container);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** Of the newest pod: done once nothing can come any more. */
  CompletableFuture<Void> complete() {
    return complete;
  }

  @Override
  public void onAdd(Pod pod) {
    codes.clear();
    complete = new CompletableFuture<>();
    look(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    look(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean lastStateIsUnknown) {
    look(pod);
    complete.complete(null);
  }

  private void look(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null && deletion == Deletion.ENDS_IT) {
      complete.complete(null);
      return;
    }
    Stream.of(pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
        .flatMap(List::stream)
        .forEach(this::look);
    if (codes.size() == containers) {
      complete.complete(null);
    }
  }

  private void look(ContainerStatus status) {
    ContainerStateTerminated end = status.getState().getTerminated();
    if (end != null) {
      codes.put(status.getName(), end.getExitCode());
    } else {
      codes.remove(status.getName());
    }
  }
}
