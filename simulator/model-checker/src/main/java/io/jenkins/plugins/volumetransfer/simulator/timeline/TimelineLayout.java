package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;

/** Which columns a timeline has on the screen, and what stands in them. */
sealed interface TimelineLayout permits Lanes, Swimlanes {

  List<Integer> widths();

  /** What stands above; lines as they are, to be indented by what stands left of this layout. */
  List<String> head();

  /** One cell for each width. */
  List<Cell> cells(Moment moment, List<VolumeChange> changes);

  /** A row in which nothing happens; the note is for the reader. */
  List<Cell> note(String note);

  /** The widest that fits. */
  static TimelineLayout of(Timeline timeline, int room, Glyphs glyphs) {
    int columns = timeline.columns().size() + 1;
    int width = (room - timeline.columns().size()) / columns;
    return width >= Swimlanes.WIDTH_MIN
        ? new Swimlanes(timeline, Math.min(width, Swimlanes.WIDTH_MAX), glyphs)
        : new Lanes(timeline, room, glyphs);
  }

  /** What happened, in words that do without colours. */
  static String words(Moment moment) {
    return switch (moment.kind()) {
      case STEP, END -> moment.text();
      case FAULT -> "FAULT: " + moment.column() + ": " + moment.text();
      case SIGNAL -> "SIGNAL: " + moment.column() + ": " + moment.text();
    };
  }

  /** A line for each file that changed. */
  static List<Cell.Piece> words(List<VolumeChange> changes) {
    List<Cell.Piece> lines = new ArrayList<>();
    for (VolumeChange change : changes) {
      lines.add(new Cell.Piece(Ink.FAINT, change.words()));
    }
    return lines;
  }
}
