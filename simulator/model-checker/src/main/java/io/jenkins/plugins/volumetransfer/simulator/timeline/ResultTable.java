package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.List;

/**
 * What many runs came to, as a table.
 *
 * @param subject what the rows are, in one word
 * @param columns heads of all columns but the first
 * @param rows each with a cell for each column
 */
public record ResultTable(String subject, List<String> columns, List<Row> rows) {

  /** What a cell means to who looks for trouble. */
  public enum Mark {
    GOOD,
    BAD,
    NEUTRAL
  }

  /**
   * One result.
   *
   * @param text a word or two
   * @param detail where there is more room; may be empty
   */
  public record Cell(Mark mark, String text, String detail) {
    /** Where there is nothing to be said. */
    public static final Cell EMPTY = new Cell(Mark.NEUTRAL, "", "");
  }

  /** The results of one subject. */
  public record Row(String name, String sentence, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(row.name() + " has not one cell for each of " + columns);
      }
    }
  }

  /** How many cells have that mark and are not empty. */
  public long count(Mark mark) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> cell.mark() == mark && !cell.text().isEmpty())
        .count();
  }
}
