package io.jenkins.plugins.volumetransfer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.Problems;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.time.Duration;
import java.util.List;

/** Reports as JSON objects. Sizes are bytes, durations seconds, times ISO 8601 in UTC. */
public final class JsonResult {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonResult() {}

  public static ObjectNode of(RunReport report) {
    ObjectNode node =
        JSON.objectNode()
            .put("outcome", report.outcome().name())
            .put("started", report.started().toString())
            .put("ended", report.ended().toString())
            .put("durationSeconds", seconds(report.duration()))
            .put("bytes", report.bytes())
            .put("files", report.files())
            .put("deleted", report.deleted())
            .put("vanished", report.vanished());
    report.bytesPerSecond().ifPresent(rate -> node.put("bytesPerSecond", Math.round(rate)));
    report.endpoint().ifPresent(endpoint -> node.put("endpoint", endpoint.text()));
    ArrayNode transfers = node.putArray("transfers");
    report.transfers().forEach(each -> transfers.add(transfer(each)));
    node.set("leftBehind", objects(report.leftBehind()));
    return node;
  }

  private static ObjectNode transfer(TransferReport report) {
    return planned(report.result().transfer()).setAll(outcome(report));
  }

  /** What a transfer is to do. */
  static ObjectNode planned(Transfer transfer) {
    ObjectNode node =
        JSON.objectNode()
            .put("name", transfer.name())
            .put("sourceNamespace", transfer.sourceNamespace())
            .put("destinationNamespace", transfer.destinationNamespace());
    ArrayNode volumes = node.putArray("volumes");
    transfer.volumes().forEach(volume -> volumes.add(planned(volume)));
    return node;
  }

  private static ObjectNode planned(PlannedVolume volume) {
    ObjectNode node = JSON.objectNode().put("name", volume.name());
    node.set("from", claim(volume.pair().from()));
    node.set("to", claim(volume.pair().to()));
    return node;
  }

  private static ObjectNode claim(ClaimRef ref) {
    return JSON.objectNode()
        .put("namespace", ref.namespace())
        .put("claim", ref.claim())
        .put("path", ref.path());
  }

  /** What became of a transfer. */
  static ObjectNode outcome(TransferReport report) {
    ObjectNode node =
        JSON.objectNode()
            .put("succeeded", report.succeeded())
            .put("attempts", report.attempts())
            .put("started", report.result().started().toString())
            .put("ended", report.result().ended().toString())
            .put("durationSeconds", seconds(report.duration()))
            .put("bytes", report.bytes())
            .put("files", report.files())
            .put("deleted", report.deleted())
            .put("vanished", report.vanished());
    report.bytesPerSecond().ifPresent(rate -> node.put("bytesPerSecond", Math.round(rate)));
    report.failure().ifPresent(failure -> node.set("failure", failure(failure)));
    ArrayNode failures = node.putArray("failedAttempts");
    report.result().attempts().forEach(each -> failures.add(failure(each)));
    ArrayNode volumes = node.putArray("volumes");
    report.volumes().forEach(each -> volumes.add(volume(each)));
    node.set("leftBehind", objects(report.leftBehind()));
    return node;
  }

  private static ObjectNode volume(VolumeReport report) {
    ObjectNode node = planned(report.volume());
    node.put("bytes", report.bytes())
        .put("files", report.files())
        .put("deleted", report.deleted())
        .put("vanished", report.vanished());
    report.progress().ifPresent(progress -> addTo(node, progress));
    return node;
  }

  private static void addTo(ObjectNode node, VolumeProgress progress) {
    progress.exitCode().ifPresent(code -> node.put("exitCode", code));
    Problems problems = progress.problems();
    node.put("problemCount", problems.count());
    ArrayNode first = node.putArray("problems");
    problems.first().forEach(first::add);
    problems.verdict().ifPresent(verdict -> node.put("verdict", verdict));
    progress
        .verification()
        .filter(found -> found.verdict().isPresent())
        .ifPresent(found -> node.set("verification", verification(found)));
  }

  private static ObjectNode verification(Verification found) {
    Verification.Verdict verdict = found.verdict().orElseThrow();
    ObjectNode node =
        JSON.objectNode()
            .put("equal", found.differences() == 0)
            .put("entries", verdict.entries())
            .put("bytes", verdict.bytes())
            .put("seconds", verdict.seconds())
            .put("changed", verdict.changed())
            .put("missing", verdict.missing())
            .put("additional", verdict.additional())
            .put("leftAlone", verdict.leftAlone())
            .put("notCompared", verdict.notCompared());
    ArrayNode first = node.putArray("differences");
    found.first().forEach(first::add);
    return node;
  }

  static ObjectNode failure(Failure failure) {
    return JSON.objectNode()
        .put("reason", failure.reason().name())
        .put("message", failure.message());
  }

  static ObjectNode log(ContainerLog log) {
    ObjectNode node =
        JSON.objectNode()
            .put("attempt", log.attempt())
            .put("side", log.side().label())
            .put("container", log.container());
    ArrayNode lines = node.putArray("lines");
    for (ContainerLog.Line line : log.lines()) {
      lines.addObject().put("time", line.at().toString()).put("text", line.text());
    }
    log.unreadable().ifPresent(failure -> node.set("failure", failure(failure)));
    return node;
  }

  private static ArrayNode objects(List<ObjectRef> refs) {
    ArrayNode all = JSON.arrayNode();
    for (ObjectRef ref : refs) {
      all.add(
          JSON.objectNode()
              .put("side", ref.side().label())
              .put("kind", ref.kind().text())
              .put("namespace", ref.namespace())
              .put("name", ref.name()));
    }
    return all;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
