package io.jenkins.plugins.volumetransfer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Announcements as JSON objects, one each. {@code docs/json.md} is the page for users; fields may
 * be added, none is removed or changes its meaning.
 */
public final class JsonEvents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final RunId run;
  private final Map<String, Transfer> transfers;

  /**
   * @param transfers all of the run
   */
  public JsonEvents(RunId run, List<Transfer> transfers) {
    this.run = run;
    this.transfers =
        transfers.stream().collect(Collectors.toMap(Transfer::name, Function.identity()));
  }

  /**
   * @param time of the announcement
   */
  public ObjectNode of(Announcement announcement, Instant time) {
    return announcement.accept(new ToJson(time));
  }

  /**
   * The last event of a process that leaves its run.
   *
   * @param copying the transfers that are under way
   */
  public ObjectNode left(List<String> copying, Instant time) {
    ObjectNode node = event("left", time);
    copying.forEach(node.putArray("copying")::add);
    return node;
  }

  /** The last event of a run. */
  public ObjectNode result(RunReport report, Instant time) {
    return event("result", time).setAll(JsonResult.of(report));
  }

  private ObjectNode event(String name, Instant time) {
    return JSON.objectNode()
        .put("event", name)
        .put("time", time.toString())
        .put("run", run.value());
  }

  private final class ToJson implements Announcement.Handler<ObjectNode> {
    private final Instant time;

    ToJson(Instant time) {
      this.time = time;
    }

    @Override
    public ObjectNode handle(Announcement.RunBegan began) {
      ObjectNode node = event("runBegan", time);
      ArrayNode all = node.putArray("transfers");
      began.transfers().forEach(transfer -> all.add(JsonResult.planned(transfer)));
      return node;
    }

    @Override
    public ObjectNode handle(Announcement.Notice notice) {
      return event("notice", time)
          .put("subject", notice.subject().name())
          .put("text", notice.text());
    }

    @Override
    public ObjectNode handle(Announcement.PhaseChanged changed) {
      return event("phaseChanged", time)
          .put("transfer", changed.transfer())
          .put("attempt", changed.attempt())
          .put("phase", changed.phase().name())
          .put("text", changed.phase().text());
    }

    @Override
    public ObjectNode handle(Announcement.Progress progress) {
      CopyProgress copy = CopyProgress.of(transfers.get(progress.transfer()), progress.log());
      ObjectNode node =
          event("progress", time)
              .put("transfer", progress.transfer())
              .put("attempt", progress.attempt())
              .put("bytes", copy.bytes())
              .put("files", copy.files())
              .put("percent", copy.percent());
      copy.total().ifPresent(total -> node.put("totalBytes", total.bytes()));
      copy.verifying()
          .ifPresent(
              found ->
                  node.putObject("verifying")
                      .put("sourceBytes", found.sourceBytes())
                      .put("destinationBytes", found.destinationBytes()));
      progress.log().current().ifPresent(volume -> node.put("volume", volume.volume()));
      return node;
    }

    @Override
    public ObjectNode handle(Announcement.Warning warning) {
      return event("warning", time).put("transfer", warning.transfer()).put("text", warning.text());
    }

    @Override
    public ObjectNode handle(Announcement.AttemptFailed failed) {
      ObjectNode node =
          event("attemptFailed", time)
              .put("transfer", failed.transfer())
              .put("attempt", failed.attempt());
      node.setAll(JsonResult.failure(failed.failure()));
      failed.retryIn().ifPresent(wait -> node.put("retryInSeconds", wait.toMillis() / 1e3));
      return node;
    }

    @Override
    public ObjectNode handle(Announcement.Logs logs) {
      return event("log", time).put("transfer", logs.transfer()).setAll(JsonResult.log(logs.log()));
    }

    @Override
    public ObjectNode handle(Announcement.TransferEnded ended) {
      TransferResult result = ended.result();
      ObjectNode node = event("transferEnded", time).put("transfer", result.transfer().name());
      node.setAll(JsonResult.outcome(TransferReport.of(result)));
      return node;
    }

    @Override
    public ObjectNode handle(Announcement.RunEnded ended) {
      return result(RunReport.of(ended.result()), time);
    }
  }
}
