package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Results for a terminal: a cell's text, without its detail. */
final class ResultsText {
  private static final int GAP = 2;
  private static final int NAME_MIN = 20;

  private final ColorScheme colours;
  private final List<Integer> widths;
  private final TextTable table;

  private ResultsText(ResultTable results, ColorScheme colours, int columns) {
    this.colours = colours;
    this.widths = widths(results, columns);
    this.table =
        TextTable.forColumns(
            colours,
            widths.stream()
                .map(width -> new Column(width + GAP, 0, Overflow.SPAN))
                .toArray(Column[]::new));
  }

  static String of(ResultTable results, ColorScheme colours, int columns) {
    ResultsText text = new ResultsText(results, colours, columns);
    text.head(results);
    results.rows().forEach(text::row);
    return text.table.toString();
  }

  private record Piece(String text, List<IStyle> styles) {}

  private void head(ResultTable results) {
    add(
        Stream.concat(Stream.of(results.subject()), results.columns().stream())
            .map(head -> new Piece(head, List.of(Style.bold)))
            .toList());
  }

  private void row(ResultTable.Row row) {
    add(
        Stream.concat(
                Stream.of(new Piece(row.name(), List.of())),
                row.cells().stream().map(cell -> new Piece(cell.text(), styles(cell.mark()))))
            .toList());
  }

  /** Wrapped here: the table would put whatever follows a wrapped cell on a line of its own. */
  private void add(List<Piece> pieces) {
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      int width = widths.get(i);
      columns.add(
          pieces
              .get(i)
              .text()
              .lines()
              .flatMap(line -> WordUtils.wrap(line, width, "\n", true).lines())
              .toList());
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int line = 0; line < height; line++) {
      Text[] texts = new Text[pieces.size()];
      for (int i = 0; i < texts.length; i++) {
        String text = line < columns.get(i).size() ? columns.get(i).get(line) : "";
        texts[i] = colours.apply(text, pieces.get(i).styles());
      }
      table.addRowValues(texts);
    }
  }

  /** As wide as their contents; names that do not fit beside the rest are wrapped. */
  private static List<Integer> widths(ResultTable results, int columns) {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < results.columns().size(); i++) {
      int column = i;
      widths.add(
          results.rows().stream()
              .mapToInt(row -> row.cells().get(column).text().length())
              .reduce(longestWord(results.columns().get(i)), Math::max));
    }
    int names =
        results.rows().stream()
            .mapToInt(row -> row.name().length())
            .reduce(results.subject().length(), Math::max);
    int room = columns - widths.stream().mapToInt(width -> width + GAP).sum() - GAP;
    widths.add(0, Math.min(names, Math.max(NAME_MIN, room)));
    return widths;
  }

  private static int longestWord(String text) {
    return Stream.of(text.split("\\s")).mapToInt(String::length).max().orElse(0);
  }

  private static List<IStyle> styles(ResultTable.Mark mark) {
    return switch (mark) {
      case GOOD -> List.of(Style.fg_green);
      case BAD -> List.of(Style.bold, Style.fg_red);
      case NEUTRAL -> List.of(Style.faint);
    };
  }
}
