package io.jenkins.plugins.volumetransfer.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: lines that are written over, never a flood. Method: a terminal that knows what we use. */
class ScreenTest {
  private static final Pattern SIGNS =
      Pattern.compile("\033\\[(\\d+)A|\033\\[(J|2K|\\?7l|\\?7h)|(\r)|(\n)|([^\033\r\n]+)");

  private final StringWriter written = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(written));

  @Test
  @DisplayName(
      "a terminal narrower than the lines shows each of them once, however often they change")
  void narrow() {
    int first = screen.add();
    int second = screen.add();

    for (int i = 0; i < 50; i++) {
      screen.set(first, "one " + i + " " + "x".repeat(80));
      screen.set(second, "two " + i + " " + "y".repeat(80));
    }

    assertThat(rows(30)).containsExactly("one 49 " + "x".repeat(23), "two 49 " + "y".repeat(23));
  }

  @Test
  @DisplayName("text that stays stands above, whole")
  void print() {
    int only = screen.add();
    screen.set(only, "bar");
    screen.print("a warning that is longer than the terminal");
    screen.set(only, "bar again");

    assertThat(rows(30))
        .containsExactly("a warning that is longer than ", "the terminal", "bar again");
  }

  /** What a terminal of that width shows. */
  private List<String> rows(int columns) {
    List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    boolean wraps = true;
    Matcher sign = SIGNS.matcher(written.toString());
    while (sign.find()) {
      if (sign.group(1) != null) {
        row = Math.max(0, row - Integer.parseInt(sign.group(1)));
      } else if (sign.group(2) != null) {
        switch (sign.group(2)) {
          case "J" -> rows.subList(row, rows.size()).forEach(line -> line.setLength(0));
          case "2K" -> rows.get(row).setLength(0);
          default -> wraps = sign.group(2).endsWith("h");
        }
      } else if (sign.group(4) != null) {
        row = next(rows, row);
      } else if (sign.group(5) != null) {
        for (char c : sign.group(5).toCharArray()) {
          if (rows.get(row).length() == columns && wraps) {
            row = next(rows, row);
          }
          if (rows.get(row).length() < columns) {
            rows.get(row).append(c);
          }
        }
      }
    }
    return rows.stream().map(StringBuilder::toString).filter(line -> !line.isEmpty()).toList();
  }

  private static int next(List<StringBuilder> rows, int row) {
    if (row + 1 == rows.size()) {
      rows.add(new StringBuilder());
    }
    return row + 1;
  }
}
