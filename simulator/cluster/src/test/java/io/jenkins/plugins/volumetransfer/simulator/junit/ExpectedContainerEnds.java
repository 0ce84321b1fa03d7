package io.jenkins.plugins.volumetransfer.simulator.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.StoreEvent;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** How the containers of a namespace's pods have ended while nobody was deleting their pod. */
final class ExpectedContainerEnds {

  private record Run(String pod, String container) {}

  private final String namespace;
  private final Map<Run, Integer> codes = new ConcurrentHashMap<>();

  private ExpectedContainerEnds(String namespace) {
    this.namespace = namespace;
  }

  static ExpectedContainerEnds watch(TransferCluster cluster, String namespace) {
    ExpectedContainerEnds ends = new ExpectedContainerEnds(namespace);
    cluster.objects().listen(ends::see);
    return ends;
  }

  private void see(StoreEvent event) {
    if (event.path().isCore("pods")
        && event.path().namespace().equals(namespace)
        && !event.isRemoval()
        && !event.after().path("metadata").has("deletionTimestamp")) {
      String pod = event.path().name();
      event.after().at("/status/initContainerStatuses").forEach(status -> see(pod, status));
      event.after().at("/status/containerStatuses").forEach(status -> see(pod, status));
    }
  }

  /** A sidecar that was started again has not ended. */
  private void see(String pod, JsonNode status) {
    Run run = new Run(pod, status.path("name").asText());
    JsonNode code = status.at("/state/terminated/exitCode");
    if (code.isInt()) {
      codes.put(run, code.asInt());
    } else {
      codes.remove(run);
    }
  }

  /** In the pod that came last, if it ended there. */
  OptionalInt latest(SourceContainer container) {
    Collection<Run> runs = codes.keySet();
    List<String> pods = runs.stream().map(Run::pod).distinct().sorted().toList();
    Optional<Integer> code =
        pods.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(codes.get(new Run(pods.get(pods.size() - 1), container.label())));
    return code.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
