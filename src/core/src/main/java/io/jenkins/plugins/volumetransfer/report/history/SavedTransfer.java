package io.jenkins.plugins.volumetransfer.report.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.progress.LogDigest;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@link SavedHistory} has of one transfer. */
final class SavedTransfer {
  private static final int REMARKS_MAX = 8;
  private static final long NO_RETRY = -1;

  private SavedTransfer() {}

  /** Empty: it waits for its turn, and nothing else. */
  static ObjectNode node(TransferHistory history, boolean detailed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (detailed && history.phases().size() > 1) {
      ArrayNode phases = node.putArray("phases");
      history.phases().forEach(each -> phases.add(phase(each)));
    }
    if (!history.failures().isEmpty()) {
      ArrayNode failures = node.putArray("failures");
      history.failures().forEach(each -> failures.add(failed(each)));
    }
    if (detailed && !history.remarks().isEmpty()) {
      ArrayNode remarks = node.putArray("remarks");
      history.remarks().stream()
          .limit(REMARKS_MAX)
          .forEach(each -> remarks.addArray().add(each.at().toEpochMilli()).add(each.text()));
    }
    List<Curve.Point> points = history.curve().points();
    if (history.result().isEmpty() && !points.isEmpty()) {
      Curve.Point last = points.get(points.size() - 1);
      node.putArray("sent").add(last.at().toEpochMilli()).add(last.attempt()).add(last.bytes());
    }
    history.result().ifPresent(result -> node.set("result", result(result)));
    return node;
  }

  private static ArrayNode phase(PhaseBegin begin) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(begin.phase().name())
        .add(begin.attempt())
        .add(begin.at().toEpochMilli());
  }

  private static ArrayNode failed(FailedAttempt failed) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(failed.attempt())
        .add(failed.failure().reason().name())
        .add(failed.failure().message())
        .add(failed.at().toEpochMilli())
        .add(failed.retryIn().map(Duration::toMillis).orElse(NO_RETRY));
  }

  private static ObjectNode result(TransferResult result) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("started", result.started().toEpochMilli())
            .put("ended", result.ended().toEpochMilli());
    result
        .failure()
        .ifPresent(why -> node.put("reason", why.reason().name()).put("message", why.message()));
    ArrayNode log = node.putArray("log");
    LogDigest.lines(result.log()).forEach(log::add);
    return node;
  }

  /**
   * @param begun of the same transfer, to which nothing has happened
   */
  static TransferHistory read(JsonNode node, TransferHistory begun, Optional<Endpoint> endpoint) {
    TransferHistory history = begun;
    for (JsonNode each : node.path("phases")) {
      Optional<Phase> phase = constant(Phase.values(), each.path(0));
      if (phase.isPresent() && phase.get() != Phase.NOT_STARTED) {
        history = history.with(new PhaseBegin(phase.get(), each.path(1).asInt(), at(each.path(2))));
      }
    }
    for (JsonNode each : node.path("failures")) {
      long retry = each.path(4).asLong(NO_RETRY);
      history =
          history.with(
              new FailedAttempt(
                  each.path(0).asInt(),
                  failure(each.path(1), each.path(2)),
                  at(each.path(3)),
                  retry < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retry))));
    }
    for (JsonNode each : node.path("remarks")) {
      history = history.with(new Remark(at(each.path(0)), each.path(1).asText()));
    }
    JsonNode sent = node.path("sent");
    if (sent.isArray()) {
      history =
          history.with(
              new Curve.Point(at(sent.path(0)), sent.path(1).asInt(), sent.path(2).asLong()),
              history.log());
    }
    return node.path("result").isObject()
        ? history.with(result(node.path("result"), history, endpoint))
        : history;
  }

  private static TransferResult result(
      JsonNode node, TransferHistory history, Optional<Endpoint> endpoint) {
    List<String> log =
        StreamSupport.stream(node.path("log").spliterator(), false).map(JsonNode::asText).toList();
    return new TransferResult(
        history.transfer(),
        endpoint.orElseGet(Endpoint.Auto::new),
        node.has("reason")
            ? Optional.of(failure(node.path("reason"), node.path("message")))
            : Optional.empty(),
        history.failures().stream().map(FailedAttempt::failure).toList(),
        LogDigest.read(log),
        at(node.path("started")),
        at(node.path("ended")),
        List.of());
  }

  /** Of a reason that this version does not know, the text stays. */
  private static Failure failure(JsonNode reason, JsonNode message) {
    return new Failure(constant(Reason.values(), reason).orElse(Reason.INTERNAL), message.asText());
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] all, JsonNode name) {
    return Stream.of(all).filter(each -> each.name().equals(name.asText())).findFirst();
  }

  private static Instant at(JsonNode millis) {
    return Instant.ofEpochMilli(millis.asLong());
  }
}
