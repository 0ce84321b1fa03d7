package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static io.jenkins.plugins.volumetransfer.simulator.timeline.Template.escape;

import java.util.Locale;
import java.util.stream.Collectors;

/** The page's table of results. */
record ResultsTable(ResultTable results) {

  String html() {
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
            results.rows().stream().map(ResultsTable::row).collect(Collectors.joining("\n")));
  }

  private static String row(ResultTable.Row row) {
    return "<tr><th scope=\"row\">%s%s</th>%s</tr>"
        .formatted(
            escape(row.name()),
            small(row.sentence()),
            row.cells().stream().map(ResultsTable::cell).collect(Collectors.joining()));
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
}
