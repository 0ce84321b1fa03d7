package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The logs of an attempt side by side: a column for each container, in the order in which data goes
 * through them, and a row for each second in which one of them said something. The logs are of one
 * attempt, so no container is there twice.
 */
final class LogTable {
  /**
   * rsync's and the scripts' words, and stunnel's levels from emergency (0) to error (3). What they
   * have in common comes first: megabytes of logs are searched.
   */
  private static final Pattern BAD =
      Pattern.compile(
          "\\b(?:LOG[0-3]\\[|(?:error|failed|refused|reset by peer|denied)\\b)",
          Pattern.CASE_INSENSITIVE);

  private final List<ContainerLog> columns;
  private final String name;

  LogTable(List<ContainerLog> logs, String name) {
    this.columns = logs.stream().sorted(Comparator.comparingInt(LogTable::place)).toList();
    this.name = name;
  }

  private static int place(ContainerLog log) {
    boolean stunnel = log.container().equals("stunnel");
    return log.side() == Side.SOURCE ? (stunnel ? 1 : 0) : (stunnel ? 2 : 3);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  Element html() {
    Element head = Element.of("tr").with(Element.of("th").with("scope", "col").text("Time"));
    for (ContainerLog log : columns) {
      head = head.with(head(log));
    }
    List<Element> rows = new ArrayList<>();
    seconds().forEach((second, cells) -> rows.add(row(second, cells)));
    return Element.of("div")
        .with("class", "log")
        .with("tabindex", 0)
        .with("role", "region")
        .with("aria-label", name)
        .with(
            Element.of("table")
                .with("class", "stacked")
                .with(Element.of("thead").with(head), Element.of("tbody").with(rows)));
  }

  private static Element head(ContainerLog log) {
    Element head = Element.of("th").with("scope", "col").text(title(log));
    if (log.lines().size() == ContainerLog.LINES_MAX) {
      head = head.with(Element.of("small").text("the last " + ContainerLog.LINES_MAX + " lines"));
    }
    return log.unreadable().isEmpty()
        ? head
        : head.with(PageTexts.foreign("small", log.unreadable().get().toString()));
  }

  private static String title(ContainerLog log) {
    return log.container() + " of the " + log.side().label();
  }

  private Map<Instant, Map<String, Element>> seconds() {
    Map<Instant, Map<String, Element>> seconds = new TreeMap<>();
    for (ContainerLog log : columns) {
      for (ContainerLog.Line line : log.lines()) {
        if (!line.text().isBlank()) {
          seconds
              .computeIfAbsent(line.at().truncatedTo(ChronoUnit.SECONDS), key -> new HashMap<>())
              .merge(title(log), cell(log).with(said(line)), (cell, one) -> cell.with(said(line)));
        }
      }
    }
    return seconds;
  }

  private static Element cell(ContainerLog log) {
    return Element.of("td").with("data-name", title(log));
  }

  private static Element said(ContainerLog.Line line) {
    Element said = Element.of("p").with("title", line.at());
    return (BAD.matcher(line.text()).find() ? said.with("class", "bad") : said).text(line.text());
  }

  private Element row(Instant second, Map<String, Element> cells) {
    Element row =
        Element.of("tr").with(Element.of("th").with("scope", "row").text(PageTexts.clock(second)));
    for (ContainerLog log : columns) {
      row = row.with(cells.getOrDefault(title(log), Element.of("td")));
    }
    return row;
  }
}
