package io.jenkins.plugins.volumetransfer.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final String CLEAR = "\r\033[2K";
  private final StringWriter out = new StringWriter();
  private final Screen screen = new Screen(new PrintWriter(out, true));

  @Test
  @DisplayName("a changed line is written over, the others again with it")
  void over() {
    screen.add();
    screen.add();
    screen.set(0, "a");
    screen.set(1, "b");

    assertThat(out)
        .hasToString(CLEAR + "a\n" + CLEAR + "\n" + "\033[2A" + CLEAR + "a\n" + CLEAR + "b\n");
  }

  @Test
  @DisplayName("text that stays goes above the lines")
  void above() {
    screen.add();
    screen.set(0, "bar");
    screen.print("text");

    assertThat(out).hasToString(CLEAR + "bar\n" + "\033[1A\r\033[J" + "text\n" + CLEAR + "bar\n");
  }

  @Test
  @DisplayName("cleared, only what was printed is left")
  void clear() {
    screen.add();
    screen.set(0, "bar");
    screen.clear();

    assertThat(out.toString()).endsWith("\033[1A\r\033[J");
  }
}
