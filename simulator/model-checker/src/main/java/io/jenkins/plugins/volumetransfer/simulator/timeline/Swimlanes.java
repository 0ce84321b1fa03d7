package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For wide terminals: the words stand in the column of who did it; the volume has its own. */
record Swimlanes(Timeline timeline, int width, Glyphs glyphs) implements TimelineLayout {
  static final int WIDTH_MIN = 30;
  static final int WIDTH_MAX = 44;

  @Override
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    timeline.columns().forEach(column -> widths.add(width));
    widths.add(width);
    return widths;
  }

  @Override
  public List<String> head() {
    StringBuilder line = new StringBuilder();
    for (String column : timeline.columns()) {
      line.append(String.format(Locale.ROOT, "%-" + (width + 1) + "s", column));
    }
    return List.of(line.append("shared volume").toString());
  }

  @Override
  public List<Cell> cells(Moment moment, List<VolumeChange> changes) {
    List<Cell> cells = new ArrayList<>();
    for (String column : timeline.columns()) {
      cells.add(column.equals(moment.column()) ? cell(moment) : Cell.rail(glyphs.rail()));
    }
    cells.add(Cell.of(TimelineLayout.words(changes)));
    return cells;
  }

  private Cell cell(Moment moment) {
    Ink ink = Ink.of(moment.kind());
    List<Cell.Piece> pieces = new ArrayList<>();
    pieces.add(new Cell.Piece(ink, TimelineLayout.words(moment)));
    if (!moment.place().isEmpty()) {
      pieces.add(new Cell.Piece(Ink.FAINT, moment.place()));
    }
    return new Cell(
        new Cell.Piece(ink, glyphs.mark(moment.kind())),
        new Cell.Piece(Ink.FAINT, glyphs.rail()),
        pieces);
  }

  @Override
  public List<Cell> note(String note) {
    List<Cell> cells = new ArrayList<>();
    timeline.columns().forEach(column -> cells.add(Cell.rail(glyphs.rail())));
    cells.add(Cell.of(Ink.STRONG, note));
    return cells;
  }
}
