package io.jenkins.plugins.volumetransfer.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Ink;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Look;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Results;
import io.jenkins.plugins.volumetransfer.simulator.timeline.TimelineText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Findings for a terminal. */
public final class FindingsText {
  private static final int GAP = 2;
  private static final int NAME_MIN = 20;

  private final ColorScheme colours;
  private final Look look;

  /**
   * @param colours whether there are any
   * @param plain how wide it is, and what it can show
   */
  public FindingsText(ColorScheme colours, Look plain) {
    this.colours = colours;
    this.look =
        new Look(
            plain.columns(),
            plain.glyphs(),
            (ink, text) -> colours.apply(text, styles(ink)).toString());
  }

  /** All of it, ended by a line feed. */
  public String of(Findings findings) {
    StringBuilder text = new StringBuilder();
    findings.results().ifPresent(results -> text.append(table(results)).append('\n'));
    for (String note : findings.notes()) {
      text.append(note).append('\n');
    }
    if (!findings.notes().isEmpty()) {
      text.append('\n');
    }
    findings
        .timelines()
        .forEach(timeline -> text.append(TimelineText.of(timeline, look)).append('\n'));
    return text.append(findings.summary()).append('\n').toString();
  }

  private String table(Results results) {
    List<Integer> widths = widths(results);
    TextTable table =
        TextTable.forColumns(
            colours,
            widths.stream()
                .map(width -> new Column(width, 0, Overflow.WRAP))
                .toArray(Column[]::new));
    table.addRowValues(
        Stream.concat(Stream.of(results.subject()), results.columns().stream())
            .map(head -> colours.apply(head, List.of(Style.bold)))
            .toArray(Ansi.Text[]::new));
    for (Results.Row row : results.rows()) {
      // Wrapped here: the table would put all cells below a name of several lines.
      List<String> name =
          WordUtils.wrap(row.name(), widths.get(0) - GAP, "\n", true).lines().toList();
      table.addRowValues(
          Stream.concat(
                  Stream.of(plain(name.get(0))),
                  row.cells().stream().map(cell -> colours.apply(cell.text(), styles(cell.mark()))))
              .toArray(Ansi.Text[]::new));
      name.stream().skip(1).forEach(line -> table.addRowValues(plain("  " + line)));
    }
    return table.toString();
  }

  private Ansi.Text plain(String text) {
    return colours.apply(text, List.of());
  }

  /** As wide as their contents; names that do not fit beside the rest are wrapped. */
  private List<Integer> widths(Results results) {
    List<Integer> widths = new ArrayList<>();
    int cells = 0;
    for (int i = 0; i < results.columns().size(); i++) {
      int column = i;
      int width =
          results.rows().stream()
              .mapToInt(row -> row.cells().get(column).text().length())
              .reduce(longestWord(results.columns().get(i)), Math::max);
      widths.add(width + GAP);
      cells += width + GAP;
    }
    int names =
        results.rows().stream()
            .mapToInt(row -> row.name().length())
            .reduce(results.subject().length(), Math::max);
    int room = Math.max(NAME_MIN, look.columns() - cells);
    widths.add(0, Math.min(names + GAP, room));
    return widths;
  }

  private static int longestWord(String text) {
    return Stream.of(text.split(" ")).mapToInt(String::length).max().orElse(0);
  }

  private static List<Ansi.IStyle> styles(Results.Mark mark) {
    return switch (mark) {
      case GOOD -> List.of(Style.fg_green);
      case BAD -> List.of(Style.bold, Style.fg_red);
      case NEUTRAL -> List.of(Style.faint);
    };
  }

  private static List<Ansi.IStyle> styles(Ink ink) {
    return switch (ink) {
      case PLAIN -> List.of();
      case STRONG -> List.of(Style.bold);
      case FAINT -> List.of(Style.faint);
      case FAULT -> List.of(Style.bold, Style.fg_red);
      case SIGNAL -> List.of(Style.bold, Style.fg_yellow);
      case END -> List.of(Style.bold, Style.fg_cyan);
    };
  }
}
