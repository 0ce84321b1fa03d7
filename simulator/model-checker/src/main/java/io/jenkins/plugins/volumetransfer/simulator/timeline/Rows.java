package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;

/** Cells side by side, each column of a fixed width, with a space between. */
final class Rows {
  private final List<Integer> widths;
  private final Look.Painter painter;
  private final StringBuilder text = new StringBuilder();

  Rows(List<Integer> widths, Look.Painter painter) {
    this.widths = List.copyOf(widths);
    this.painter = painter;
  }

  /** As it is, in all columns. */
  void add(String line) {
    text.append(line).append('\n');
  }

  void add(List<Cell> cells) {
    List<List<Cell.Piece>> columns = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      columns.add(cells.get(i).wrapped(widths.get(i)));
      height = Math.max(height, columns.get(i).size());
    }
    for (int line = 0; line < height; line++) {
      text.append(line(cells, columns, line)).append('\n');
    }
  }

  private String line(List<Cell> cells, List<List<Cell.Piece>> columns, int line) {
    StringBuilder painted = new StringBuilder();
    int at = 0;
    int begin = 0;
    for (int i = 0; i < cells.size(); i++) {
      List<Cell.Piece> pieces = new ArrayList<>();
      pieces.add(line == 0 ? cells.get(i).mark() : cells.get(i).rail());
      if (line < columns.get(i).size()) {
        pieces.add(columns.get(i).get(line));
      }
      int next = begin;
      for (Cell.Piece piece : pieces) {
        if (!piece.text().isEmpty()) {
          painted.append(" ".repeat(next - at)).append(painter.paint(piece.ink(), piece.text()));
          at = next + piece.text().length();
          next = at + 1;
        }
      }
      begin += widths.get(i) + 1;
    }
    return painted.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
