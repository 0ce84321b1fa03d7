package io.jenkins.plugins.volumetransfer.simulator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An animated SVG of what script(1) has recorded. It has no script and loads nothing, as GitHub's
 * README wants it, and shows the last moment where animations are not wanted. One file without our
 * other classes: bin/demo-svg runs it by {@code java FILE}.
 */
final class DemoPicture {
  /** Changes that follow each other sooner are one. */
  private static final double MOMENT_SECONDS = 0.04;

  /** Nobody looks on for longer while nothing changes: a wait above it is shown as this one. */
  private static final double WAIT_SECONDS_MAX = 1.5;

  /** How long the end stays, before the picture begins again. */
  private static final double REST_SECONDS = 6;

  private static final int LINE_HEIGHT = 19;
  private static final double LETTER_WIDTH = 7.83;
  private static final int MARGIN = 16;
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
      <title>%3$s</title>
      <style>
      rect{fill:#0d1117;stroke:#57606a}
      text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre;fill:#e6edf3;animation:%4$.2fs step-end infinite}
      .typed{fill:#7ee787}
      .passing{opacity:0}
      @media (prefers-reduced-motion:reduce){text{animation:none!important}}
      %5$s</style>
      <rect x="1" y="1" width="%6$d" height="%7$d" rx="8"/>
      %8$s</svg>
      """;

  /**
   * What stands in a row for a time.
   *
   * @param until in seconds from the beginning; infinite, if it stays
   */
  record Shown(int row, String text, double from, double until) {
    boolean stays() {
      return Double.isInfinite(until);
    }
  }

  private DemoPicture() {}

  /**
   * @param arguments what was typed, the terminal's columns, the file of script's {@code --log-out}
   *     and that of its {@code --log-timing}; the picture goes to stdout
   */
  public static void main(String[] arguments) throws IOException {
    byte[] output = Files.readAllBytes(Path.of(arguments[2]));
    List<String> timing = Files.readAllLines(Path.of(arguments[3]));
    int columns = Integer.parseInt(arguments[1]);
    System.out.write(
        svg(arguments[0], columns, shown(output, timing, columns))
            .getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /**
   * @param output begins with a line of script's own
   * @param timing of each piece of the output, how many seconds it was waited for and its bytes
   */
  static List<Shown> shown(byte[] output, List<String> timing, int columns) {
    int at = new String(output, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
    int piece = at;
    double time = 0;
    DemoScreen screen = new DemoScreen(columns);
    Map<Integer, Shown> now = new LinkedHashMap<>();
    List<Shown> all = new ArrayList<>();
    for (String line : timing) {
      double waited = Double.parseDouble(line.split(" ")[0]);
      if (waited > MOMENT_SECONDS) {
        change(screen.rows(), time, now, all);
      }
      time += Math.min(waited, WAIT_SECONDS_MAX);
      piece += Integer.parseInt(line.split(" ")[1]);
      int end = Math.max(at, piece);
      // A letter that was cut belongs to the piece that it begins in.
      while (end < output.length && (output[end] & 0xC0) == 0x80) {
        end++;
      }
      screen.print(new String(output, at, end - at, StandardCharsets.UTF_8));
      at = end;
    }
    change(screen.rows(), time, now, all);
    all.addAll(now.values());
    return all;
  }

  private static void change(
      List<String> rows, double time, Map<Integer, Shown> now, List<Shown> ended) {
    int count =
        Math.max(rows.size(), now.keySet().stream().mapToInt(row -> row + 1).max().orElse(0));
    for (int row = 0; row < count; row++) {
      String text = row < rows.size() ? rows.get(row) : "";
      Shown before = now.get(row);
      if (before != null && !before.text().equals(text)) {
        ended.add(new Shown(row, before.text(), before.from(), time));
        now.remove(row);
      }
      if (!text.isEmpty()) {
        now.putIfAbsent(row, new Shown(row, text, time, Double.POSITIVE_INFINITY));
      }
    }
  }

  static String svg(String typed, int columns, List<Shown> all) {
    double seconds =
        REST_SECONDS
            + all.stream()
                .mapToDouble(each -> each.stays() ? each.from() : each.until())
                .max()
                .orElse(0);
    Map<String, String> keyframes = new LinkedHashMap<>();
    StringBuilder texts = new StringBuilder(text(0, "typed", "$ " + typed));
    for (Shown each : all) {
      String moments =
          "{0%{opacity:0}"
              + percent(each.from(), seconds, 1)
              + (each.stays() ? "" : percent(each.until(), seconds, 0))
              + "}";
      String name = keyframes.computeIfAbsent(moments, key -> "k" + keyframes.size());
      texts.append(
          text(
              each.row() + 1,
              each.stays() ? "" : "passing",
              each.text(),
              "animation-name:" + name));
    }
    StringBuilder style = new StringBuilder();
    keyframes.forEach((moments, name) -> style.append("@keyframes " + name + moments + "\n"));
    int width = (int) (2 * MARGIN + columns * LETTER_WIDTH);
    int rows = 1 + all.stream().mapToInt(each -> each.row() + 1).max().orElse(0);
    int height = 2 * MARGIN + rows * LINE_HEIGHT;
    return HEAD.formatted(
        width, height, escaped(typed), seconds, style, width - 2, height - 2, texts);
  }

  private static String percent(double at, double seconds, int opacity) {
    return String.format(Locale.ROOT, "%.2f%%{opacity:%d}", 100 * at / seconds, opacity);
  }

  private static String text(int row, String kind, String text, String... style) {
    return "<text x=\"%d\" y=\"%d\"%s%s>%s</text>\n"
        .formatted(
            MARGIN,
            MARGIN + LINE_HEIGHT * (row + 1) - 5,
            kind.isEmpty() ? "" : " class=\"" + kind + "\"",
            style.length == 0 ? "" : " style=\"" + style[0] + "\"",
            escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The escapes that our commands write to a terminal, see {@code view.Screen}. */
  private static final class DemoScreen {
    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    /** From its {@code ESC} on, while its last letter has not come. */
    private final StringBuilder escape = new StringBuilder();

    DemoScreen(int columns) {
      this.columns = columns;
    }

    List<String> rows() {
      return rows.stream().map(each -> each.toString().stripTrailing()).toList();
    }

    void print(String text) {
      text.chars().forEach(letter -> print((char) letter));
    }

    private void print(char letter) {
      if (!escape.isEmpty() || letter == '\033') {
        escape.append(letter);
        if (Character.isLetter(letter)) {
          obey(letter, escape.substring(2, escape.length() - 1));
          escape.setLength(0);
        }
      } else if (letter == '\n') {
        to(row + 1);
      } else if (letter == '\r') {
        column = 0;
      } else {
        if (column == columns) {
          to(row + 1);
          column = 0;
        }
        StringBuilder line = rows.get(row);
        line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
        line.setCharAt(column, letter);
        column++;
      }
    }

    private void to(int wanted) {
      row = wanted;
      while (rows.size() <= row) {
        rows.add(new StringBuilder());
      }
    }

    private void obey(char command, String parameter) {
      switch (command) {
        case 'A' -> to(Math.max(0, row - Integer.parseInt(parameter)));
        case 'J' -> {
          rows.get(row).setLength(Math.min(column, rows.get(row).length()));
          rows.subList(row + 1, rows.size()).forEach(line -> line.setLength(0));
        }
        case 'K' -> rows.get(row).setLength(0);
        case 'm', 'h', 'l' -> {
          // Colours, and whether long lines are cut: ours never are.
        }
        default -> throw new IllegalArgumentException("no such escape here: " + command);
      }
    }
  }
}
