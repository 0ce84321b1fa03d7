package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A timeline for a terminal or a log. Pure. */
public final class TimelineText {
  /** Who scrolls through a long one must still see whose columns they are. */
  private static final int MOMENTS_PER_HEAD = 40;

  private static final String FOR_EVER = "from here on, for ever:";

  private final Timeline timeline;
  private final Look look;
  private final int numbers;
  private final int times;
  private final TimelineLayout layout;
  private final Rows rows;

  private TimelineText(Timeline timeline, Look look) {
    this.timeline = timeline;
    this.look = look;
    numbers = Integer.toString(timeline.moments().size()).length();
    times = timeline.moments().stream().mapToInt(each -> each.time().length()).max().orElse(0);
    layout = TimelineLayout.of(timeline, look.columns() - indent(), look.glyphs());
    List<Integer> widths = new ArrayList<>(List.of(1, numbers));
    if (times > 0) {
      widths.add(times);
    }
    widths.addAll(layout.widths());
    rows = new Rows(widths, look.painter());
  }

  /** Lines of at most the look's width, each ended by a line feed; none ends with a space. */
  public static String of(Timeline timeline, Look look) {
    return new TimelineText(timeline, look).text();
  }

  private int indent() {
    return 2 + numbers + 1 + (times > 0 ? times + 1 : 0);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    paragraph(text, Ink.STRONG, timeline.title());
    paragraph(text, Ink.PLAIN, timeline.verdict());
    text.append('\n');
    moments();
    text.append(rows).append('\n');
    paragraph(text, Ink.FAINT, look.glyphs().legend());
    if (!timeline.token().isEmpty()) {
      // Not wrapped: a token is to be copied.
      text.append(paint(new Cell.Piece(Ink.FAINT, "replay: " + timeline.token()))).append('\n');
    }
    return text.toString();
  }

  private void paragraph(StringBuilder text, Ink ink, String words) {
    Cell.of(ink, words)
        .wrapped(look.columns())
        .forEach(line -> text.append(paint(line)).append('\n'));
  }

  private void moments() {
    int loop = timeline.repeatsFrom().orElse(Integer.MAX_VALUE);
    SortedMap<String, String> before = new TreeMap<>();
    for (int i = 0; i < timeline.moments().size(); i++) {
      Moment moment = timeline.moments().get(i);
      if (i % MOMENTS_PER_HEAD == 0) {
        head();
      }
      if (i == loop) {
        rows.add(row(look.glyphs().loopBegins(), "", "", layout.note(FOR_EVER)));
      }
      rows.add(
          row(
              i < loop ? "" : look.glyphs().rail(),
              Integer.toString(i + 1),
              moment.time(),
              layout.cells(moment, VolumeChange.between(before, moment.files()))));
      before = moment.files();
    }
    if (timeline.repeatsFrom().isPresent()) {
      rows.add(row(look.glyphs().loopEnds(), "", "", List.of()));
    }
  }

  private void head() {
    for (String line : layout.head()) {
      rows.add(" ".repeat(indent()) + paint(new Cell.Piece(Ink.STRONG, line)));
    }
  }

  private List<Cell> row(String loop, String number, String time, List<Cell> cells) {
    List<Cell> row = new ArrayList<>();
    row.add(loop.isEmpty() ? Cell.of(List.of()) : Cell.rail(loop));
    row.add(Cell.label(number, numbers));
    if (times > 0) {
      row.add(Cell.label(time, times));
    }
    row.addAll(cells);
    return row;
  }

  private String paint(Cell.Piece piece) {
    return look.painter().paint(piece.ink(), piece.text());
  }
}
