package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.driver.FoundRun;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code status} shows, for people and for programs. */
record RunTable(List<FoundRun> runs, Instant now) {

  List<String> text() {
    if (runs.isEmpty()) {
      return List.of("No runs.");
    }
    Columns columns = new Columns().row("RUN", "AGE", "OWNER", "DEADLINE", "TRANSFER", "PODS");
    for (FoundRun run : runs) {
      run.transfers()
          .forEach(
              (transfer, pods) ->
                  columns.row(
                      run.run().value(),
                      Durations.text(Duration.between(run.since(), now)),
                      run.owner().orElse("-"),
                      deadline(run),
                      transfer,
                      pods(pods)));
    }
    return columns.lines();
  }

  private String deadline(FoundRun run) {
    return run.deadline()
        .map(
            end ->
                run.overdue(now)
                    ? "over for " + Durations.text(Duration.between(end, now))
                    : "in " + Durations.text(Duration.between(now, end)))
        .orElse("-");
  }

  private static String pods(List<PodState> pods) {
    return pods.isEmpty()
        ? "none"
        : pods.stream()
            .map(pod -> pod.side().label() + "-" + pod.attempt() + " " + phase(pod))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  private static String phase(PodState pod) {
    return pod.deleting() ? "terminating" : pod.phase().toLowerCase(Locale.ROOT);
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode all = root.putArray("runs");
    for (FoundRun run : runs) {
      ObjectNode node =
          all.addObject().put("run", run.run().value()).put("since", run.since().toString());
      run.owner().ifPresent(owner -> node.put("owner", owner));
      run.deadline().ifPresent(end -> node.put("deadline", end.toString()));
      node.put("overdue", run.overdue(now));
      ArrayNode transfers = node.putArray("transfers");
      run.transfers()
          .forEach(
              (name, pods) -> {
                ArrayNode list = transfers.addObject().put("name", name).putArray("pods");
                pods.forEach(
                    pod ->
                        list.addObject()
                            .put("side", pod.side().label())
                            .put("attempt", pod.attempt())
                            .put("phase", pod.phase())
                            .put("deleting", pod.deleting()));
              });
    }
    return root;
  }
}
