package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static io.jenkins.plugins.volumetransfer.simulator.timeline.Template.escape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Timelines as one HTML page that needs nothing else: no network, no other file, and for reading no
 * script. Its security policy lets only its own script and style in. Pure.
 */
public final class TimelinePage {
  private TimelinePage() {}

  /**
   * @param lead what the page is about, in a sentence or two
   * @param results a table above the timelines
   */
  public static String of(
      String title, String lead, Optional<ResultTable> results, List<Timeline> timelines) {
    String style = Template.named("page.css").text();
    String script = Template.named("page.js").text();
    return Template.named("page.html")
        .with(
            Map.of(
                "title", escape(title),
                "lead", escape(lead),
                "style", style,
                "styleHash", hash(style),
                "script", script,
                "scriptHash", hash(script),
                "contents", contents(timelines),
                "results", results.map(TimelinePage::table).orElse(""),
                "sections", sections(timelines)));
  }

  private static String table(ResultTable results) {
    return """
        <table class="results" aria-label="Results">
        <thead><tr><th scope="col">%s</th>%s</tr></thead>
        <tbody>
        %s
        </tbody>
        </table>"""
        .formatted(
            escape(results.subject()),
            results.columns().stream()
                .map(column -> "<th scope=\"col\">" + escape(column) + "</th>")
                .collect(Collectors.joining()),
            results.rows().stream().map(TimelinePage::row).collect(Collectors.joining("\n")));
  }

  private static String row(ResultTable.Row row) {
    return "<tr><th scope=\"row\">%s%s</th>%s</tr>"
        .formatted(
            escape(row.name()),
            small(row.sentence()),
            row.cells().stream().map(TimelinePage::cell).collect(Collectors.joining()));
  }

  private static String cell(ResultTable.Cell cell) {
    return "<td class=\"%s\">%s%s</td>"
        .formatted(
            cell.mark().name().toLowerCase(Locale.ROOT),
            cell.text().isEmpty() ? "" : "<b>" + escape(cell.text()) + "</b>",
            small(cell.detail()));
  }

  private static String small(String text) {
    return text.isEmpty() ? "" : " <small>" + escape(text) + "</small>";
  }

  private static String contents(List<Timeline> timelines) {
    if (timelines.size() < 2) {
      return "";
    }
    return IntStream.range(0, timelines.size())
        .mapToObj(i -> entry(id(i), timelines.get(i)))
        .collect(
            Collectors.joining(
                "\n", "<nav class=\"contents\" aria-label=\"Timelines\"><ol>\n", "\n</ol></nav>"));
  }

  private static String entry(String id, Timeline timeline) {
    return "<li><a href=\"#%s\"><b>%s</b> <span>%s</span></a></li>"
        .formatted(id, escape(timeline.title()), escape(timeline.verdict()));
  }

  private static String sections(List<Timeline> timelines) {
    return IntStream.range(0, timelines.size())
        .mapToObj(i -> new TimelineSection(id(i), timelines.get(i)).html())
        .collect(Collectors.joining("\n"));
  }

  private static String id(int index) {
    return "t" + (index + 1);
  }

  /** As a content security policy names a source. */
  private static String hash(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
