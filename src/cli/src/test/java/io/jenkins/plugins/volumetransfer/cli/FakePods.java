package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.LogListener;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pods that do at once what they are told to: they run, copy and end. */
final class FakePods {
  /** An exit code of rsync, or none: it copies for ever. */
  private final Map<String, Optional<Integer>> ends = new HashMap<>();

  private final List<PodListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Pod> pods = new HashMap<>();

  void end(String transfer, Optional<Integer> code) {
    ends.put(transfer, code);
  }

  Cluster.Subscription watch(PodListener listener) {
    listeners.add(listener);
    pods.values().forEach(pod -> listener.changed(label(pod, Labels.TRANSFER), running(pod)));
    return () -> listeners.remove(listener);
  }

  void run(Pod pod) {
    pods.put(pod.getMetadata().getName(), pod);
    tell(pod, running(pod));
  }

  void remove(ObjectRef object) {
    Pod pod = pods.remove(object.name());
    if (pod != null) {
      gone(label(pod, Labels.TRANSFER), object);
    }
  }

  void gone(String transfer, ObjectRef pod) {
    int attempt = Integer.parseInt(pod.name().substring(pod.name().lastIndexOf('-') + 1));
    listeners.forEach(listener -> listener.gone(transfer, pod.side(), attempt));
  }

  /** rsync's container says what it says while it copies, and ends if it is to. */
  void copy(String name, LogListener listener) {
    Pod pod = pods.get(name);
    String volume = label(pod, Labels.TRANSFER);
    Optional<Integer> code = ends.getOrDefault(volume, Optional.of(0));
    listener.line(Instant.EPOCH, "volume-transfer: volume " + volume + " begins");
    listener.line(Instant.EPOCH, "      1,048,576  50%    1.00MB/s    0:00:01 (xfr#3, to-chk=3/7)");
    if (code.isPresent()) {
      end(pod, volume, code.get(), listener);
    }
  }

  private void end(Pod pod, String volume, int code, LogListener listener) {
    if (code != 0) {
      listener.line(
          Instant.EPOCH, "rsync: [sender] write failed on \"/x\": Permission denied (13)");
      listener.line(
          Instant.EPOCH,
          "rsync error: some files could not be transferred (code " + code + ") at x");
    }
    listener.line(Instant.EPOCH, "volume-transfer: volume " + volume + " ended with code " + code);
    listener.ended(Optional.empty());
    tell(
        pod,
        state(
            pod,
            code == 0 ? "Succeeded" : "Failed",
            new ContainerState.Terminated(code, "Completed", volume + " " + code + "\n"),
            new ContainerState.Terminated(0, "Completed", "")));
  }

  private void tell(Pod pod, PodState state) {
    listeners.forEach(listener -> listener.changed(label(pod, Labels.TRANSFER), state));
  }

  private static PodState running(Pod pod) {
    return state(pod, "Running", new ContainerState.Running(), new ContainerState.Running());
  }

  private static PodState state(
      Pod pod, String phase, ContainerState rsync, ContainerState stunnel) {
    return new PodState(
        Side.of(label(pod, Labels.SIDE)),
        Integer.parseInt(label(pod, Labels.ATTEMPT)),
        phase,
        "",
        "",
        Optional.empty(),
        false,
        true,
        Map.of("rsync", rsync, "stunnel", stunnel),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  private static String label(Pod pod, String name) {
    return pod.getMetadata().getLabels().get(name);
  }
}
