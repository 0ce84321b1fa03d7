package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lowest lines of a terminal, written over again and again, with text scrolling above them. The
 * cursor rests below the last one.
 */
final class Screen {
  private static final String UP = "\033[%dA";
  private static final String CLEAR_TO_END = "\033[J";
  private static final String CLEAR_LINE = "\r\033[2K";

  /** A terminal that was made narrower cuts a line then, and every line stays one row (DECAWM). */
  private static final String CUT_LINES = "\033[?7l";

  private static final String WRAP_LINES = "\033[?7h";

  private final PrintWriter out;
  private final List<String> lines = new ArrayList<>();
  private int drawn;

  Screen(PrintWriter out) {
    this.out = out;
  }

  /** A new lowest line; the number is for {@link #set}. */
  synchronized int add() {
    lines.add("");
    return lines.size() - 1;
  }

  synchronized void set(int line, String text) {
    if (line < lines.size()) {
      lines.set(line, text);
      draw();
    }
  }

  /** Text that stays. */
  synchronized void print(String text) {
    erase();
    out.println(PlainText.visible(text));
    draw();
  }

  /** Leaves what was printed, and nothing else. */
  synchronized void clear() {
    erase();
    lines.clear();
    out.flush();
  }

  private void erase() {
    if (drawn > 0) {
      out.printf(Locale.ROOT, UP, drawn);
      out.print("\r" + CLEAR_TO_END);
      drawn = 0;
    }
  }

  private void draw() {
    if (drawn > 0) {
      out.printf(Locale.ROOT, UP, drawn);
    }
    out.print(CUT_LINES);
    for (String line : lines) {
      out.print(CLEAR_LINE);
      out.println(line);
    }
    out.print(WRAP_LINES);
    drawn = lines.size();
    out.flush();
  }
}
