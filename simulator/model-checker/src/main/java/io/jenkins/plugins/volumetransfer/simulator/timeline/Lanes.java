package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;

/** For any terminal: a rail for each column of the timeline, and all words to the right of them. */
final class Lanes implements TimelineLayout {
  private static final int WORDS_MIN = 34;

  private final Timeline timeline;
  private final Glyphs glyphs;
  private final List<Integer> widths = new ArrayList<>();
  private final boolean placesAside;

  Lanes(Timeline timeline, int room, Glyphs glyphs) {
    this.timeline = timeline;
    this.glyphs = glyphs;
    for (int i = 0; i < timeline.columns().size(); i++) {
      widths.add(1);
    }
    int words = room - 2 * timeline.columns().size();
    int places =
        timeline.moments().stream().mapToInt(each -> each.place().length()).max().orElse(0);
    placesAside = words - places - 1 >= WORDS_MIN;
    widths.add(Math.max(1, placesAside ? words - places - 1 : words));
    if (placesAside) {
      widths.add(places);
    }
  }

  @Override
  public List<Integer> widths() {
    return widths;
  }

  @Override
  public List<String> head() {
    List<String> lines = new ArrayList<>();
    for (String column : timeline.columns()) {
      lines.add((glyphs.rail() + " ").repeat(lines.size()) + column);
    }
    return lines;
  }

  @Override
  public List<Cell> cells(Moment moment, List<VolumeChange> changes) {
    List<Cell> cells = new ArrayList<>();
    Cell.Piece rail = new Cell.Piece(Ink.FAINT, glyphs.rail());
    Ink ink = Ink.of(moment.kind());
    for (String column : timeline.columns()) {
      cells.add(
          column.equals(moment.column())
              ? new Cell(new Cell.Piece(ink, glyphs.mark(moment.kind())), rail, List.of())
              : Cell.rail(glyphs.rail()));
    }
    List<Cell.Piece> pieces = new ArrayList<>();
    pieces.add(new Cell.Piece(ink, TimelineLayout.words(moment)));
    if (!placesAside && !moment.place().isEmpty()) {
      pieces.add(new Cell.Piece(Ink.FAINT, moment.place()));
    }
    pieces.addAll(TimelineLayout.words(changes));
    cells.add(Cell.of(pieces));
    if (placesAside) {
      cells.add(Cell.of(Ink.FAINT, moment.place()));
    }
    return cells;
  }

  @Override
  public List<Cell> note(String note) {
    List<Cell> cells = new ArrayList<>();
    timeline.columns().forEach(column -> cells.add(Cell.rail(glyphs.rail())));
    cells.add(Cell.of(Ink.STRONG, note));
    return cells;
  }
}
