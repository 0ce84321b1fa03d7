package io.jenkins.plugins.volumetransfer.report.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A history as a small JSON text, and back, for a process that dies while its run goes on. Times
 * are milliseconds since 1970. A later version reads what a former one wrote: what is unknown is
 * passed over, what is missing did not happen.
 */
public final class SavedHistory {
  /** Beyond this, transfers that succeeded, and those that wait, have no phases of their own. */
  static final int DETAIL_CHARACTERS_MAX = 32 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private SavedHistory() {}

  /** Without what containers said, and of the rate only the latest moment. */
  public static String text(History history) {
    ObjectNode root =
        JsonNodeFactory.instance
            .objectNode()
            .put("started", history.started().toEpochMilli())
            .put("latest", history.latest().toEpochMilli());
    history.endpoint().ifPresent(endpoint -> root.set("endpoint", endpoint(endpoint)));
    ObjectNode transfers = root.putObject("transfers");
    Set<String> detailed = detailed(history);
    for (TransferHistory each : history.transfers()) {
      String name = each.transfer().name();
      ObjectNode saved = SavedTransfer.node(each, detailed.contains(name));
      if (!saved.isEmpty()) {
        transfers.set(name, saved);
      }
    }
    return root.toString();
  }

  /** First those that failed an attempt or are under way, then the others. */
  private static Set<String> detailed(History history) {
    Set<String> detailed = new HashSet<>();
    int characters = 0;
    List<TransferHistory> all =
        history.transfers().stream()
            .sorted(Comparator.comparing(each -> each.failures().isEmpty() && each.succeeded()))
            .toList();
    for (TransferHistory each : all) {
      characters += SavedTransfer.node(each, true).toString().length();
      if (characters <= DETAIL_CHARACTERS_MAX) {
        detailed.add(each.transfer().name());
      }
    }
    return detailed;
  }

  /**
   * @param transfers of the run, all of it
   * @return empty: this is no text of {@link #text}
   */
  public static Optional<History> read(String text, RunId run, List<Transfer> transfers) {
    try {
      JsonNode root = JSON.readTree(text);
      if (!root.path("started").isIntegralNumber()) {
        return Optional.empty();
      }
      Instant started = Instant.ofEpochMilli(root.path("started").asLong());
      Optional<Endpoint> endpoint = endpoint(root.path("endpoint"));
      return Optional.of(
          History.of(
              run,
              started,
              Instant.ofEpochMilli(root.path("latest").asLong(started.toEpochMilli())),
              endpoint,
              transfers.stream()
                  .map(
                      transfer ->
                          SavedTransfer.read(
                              root.path("transfers").path(transfer.name()),
                              TransferHistory.of(transfer, started),
                              endpoint))
                  .toList()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Its name, and what else there is of it. */
  private static ArrayNode endpoint(Endpoint endpoint) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    if (endpoint instanceof Endpoint.NodePort port) {
      parts.add(Endpoint.Kind.NODE_PORT.name());
      port.host().ifPresent(parts::add);
    } else if (endpoint instanceof Endpoint.Address address) {
      parts.add("ADDRESS").add(address.host()).add(address.port());
    } else {
      parts.add(endpoint.text());
    }
    return parts;
  }

  private static Optional<Endpoint> endpoint(JsonNode parts) {
    return switch (parts.path(0).asText()) {
      case "CLUSTER_IP" -> Optional.of(new Endpoint.ClusterIp());
      case "NODE_PORT" ->
          Optional.of(
              new Endpoint.NodePort(Optional.ofNullable(parts.get(1)).map(JsonNode::asText)));
      case "LOAD_BALANCER" -> Optional.of(new Endpoint.LoadBalancer());
      case "ROUTE" -> Optional.of(new Endpoint.Route());
      case "ADDRESS" ->
          Optional.of(new Endpoint.Address(parts.path(1).asText(), parts.path(2).asInt()));
      default -> Optional.empty();
    };
  }
}
