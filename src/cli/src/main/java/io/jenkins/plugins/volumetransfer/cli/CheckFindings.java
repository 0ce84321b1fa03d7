package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.preflight.Finding;
import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;

/** The findings of {@code check}, printed one by one as they come, and counted. */
abstract class CheckFindings {
  private final Map<Finding.Verdict, Integer> counts = new EnumMap<>(Finding.Verdict.class);
  private final PrintWriter out;

  private CheckFindings(PrintWriter out) {
    this.out = out;
  }

  static CheckFindings printed(OutputOptions.Format format, PrintWriter out) {
    return switch (format) {
      case TEXT -> new Text(out);
      case JSON -> new Json(out);
    };
  }

  final void add(Finding finding) {
    counts.merge(finding.verdict(), 1, Integer::sum);
    print(line(finding));
  }

  final int count(Finding.Verdict verdict) {
    return counts.getOrDefault(verdict, 0);
  }

  final void end(ExitStatus status) {
    print(lastLine(status));
  }

  private void print(String line) {
    out.println(PlainText.visible(line));
    out.flush();
  }

  abstract String line(Finding finding);

  abstract String lastLine(ExitStatus status);

  private static final class Text extends CheckFindings {
    private Text(PrintWriter out) {
      super(out);
    }

    @Override
    String line(Finding finding) {
      return "%-9s  %-13s  %s"
          .formatted(
              finding.verdict().text(),
              finding.subject().text(),
              finding.reason().map(reason -> reason + ": ").orElse("") + finding.text());
    }

    @Override
    String lastLine(ExitStatus status) {
      return "%s: %s ok, %s warnings, %s not known, %s failed."
          .formatted(
              status == ExitStatus.SUCCEEDED
                  ? "Nothing stands in the way"
                  : "A transfer would fail",
              count(Finding.Verdict.OK),
              count(Finding.Verdict.WARNING),
              count(Finding.Verdict.UNKNOWN),
              count(Finding.Verdict.FAILED));
    }
  }

  private static final class Json extends CheckFindings {
    private Json(PrintWriter out) {
      super(out);
    }

    @Override
    String line(Finding finding) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("event", "finding")
              .put("subject", finding.subject().name())
              .put("verdict", finding.verdict().name())
              .put("text", finding.text());
      finding.reason().ifPresent(reason -> node.put("reason", reason.name()));
      return node.toString();
    }

    @Override
    String lastLine(ExitStatus status) {
      ObjectNode node = JsonNodeFactory.instance.objectNode().put("event", "checked");
      ObjectNode counts = node.putObject("findings");
      for (Finding.Verdict verdict : Finding.Verdict.values()) {
        counts.put(verdict.name(), count(verdict));
      }
      return node.put("exitCode", status.code()).toString();
    }
  }
}
