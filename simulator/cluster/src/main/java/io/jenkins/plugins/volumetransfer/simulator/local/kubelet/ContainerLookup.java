package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Attempt;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Lookup;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Finds the container that a request for a log or for a command is about. */
record ContainerLookup(Collection<PodWorker> pods, ResourcePath pod, String container) {

  Lookup<ContainerOutput> log(Attempt attempt) {
    return find(found -> log(found, attempt));
  }

  private Lookup<ContainerOutput> log(PodContainer found, Attempt attempt) {
    List<ContainerOutput> logs = found.logs();
    int wanted = logs.size() - (attempt == Attempt.PREVIOUS ? 2 : 1);
    if (wanted >= 0) {
      return new Lookup.Found<>(logs.get(wanted));
    }
    return badRequest(
        attempt == Attempt.PREVIOUS
            ? "previous terminated container \"%s\" in pod \"%s\" not found"
                .formatted(found.name(), pod.name())
            : "container \"%s\" in pod \"%s\" is waiting to start: %s"
                .formatted(found.name(), pod.name(), reason(found)));
  }

  private static String reason(PodContainer container) {
    return container.state() instanceof StatusState.Waiting waiting
        ? waiting.reason()
        : "ContainerCreating";
  }

  Lookup<Process> exec(List<String> command) {
    return find(found -> exec(found, command));
  }

  private Lookup<Process> exec(PodContainer found, List<String> command) {
    if (!found.state().isRunning() || found.run().isEmpty()) {
      return new Lookup.Failed<>(
          500,
          "InternalError",
          "container not found (\"%s\"): it does not run".formatted(found.name()));
    }
    try {
      return new Lookup.Found<>(found.run().get().exec(command));
    } catch (LaunchProblem | IOException e) {
      return new Lookup.Failed<>(500, "InternalError", String.valueOf(e.getMessage()));
    }
  }

  private <T> Lookup<T> find(Function<PodContainer, Lookup<T>> use) {
    return pods.stream()
        .filter(worker -> worker.path().equals(pod))
        .findFirst()
        .map(worker -> find(worker, use))
        .orElseGet(
            () ->
                new Lookup.Failed<>(
                    404, "NotFound", "pods \"%s\" not found".formatted(pod.name())));
  }

  private <T> Lookup<T> find(PodWorker worker, Function<PodContainer, Lookup<T>> use) {
    if (worker.isUnreachable()) {
      return new Lookup.Failed<>(
          500,
          "InternalError",
          "Get \"https://%s:10250/\": dial tcp: i/o timeout".formatted(Node.NAME));
    }
    if (container.isEmpty() && worker.apps().size() > 1) {
      List<String> names = worker.apps().stream().map(PodContainer::name).toList();
      return badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(pod.name(), String.join(" ", names)));
    }
    String wanted = container.isEmpty() ? worker.apps().get(0).name() : container;
    return worker.containers().stream()
        .filter(candidate -> candidate.name().equals(wanted))
        .findFirst()
        .map(use)
        .orElseGet(
            () -> badRequest("container %s is not valid for pod %s".formatted(wanted, pod.name())));
  }

  private static <T> Lookup<T> badRequest(String message) {
    return new Lookup.Failed<>(400, "BadRequest", message);
  }
}
