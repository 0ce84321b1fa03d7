package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.testing.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter out = new StringWriter();

  @Test
  @DisplayName("what is over at once leaves no trace")
  void quiet() {
    run(Terminal.Kind.INTERACTIVE, Duration.ZERO);

    assertThat(out.toString()).isEmpty();
  }

  @Test
  @DisplayName("on a terminal a bar is written over, and cleared at the end")
  void bar() {
    run(Terminal.Kind.INTERACTIVE, Duration.ofSeconds(3));

    assertThat(out.toString()).contains("simulate", "2/2", "second").endsWith("\r\033[2K");
    assertThat(out.toString()).doesNotContain("\n");
  }

  @Test
  @DisplayName("elsewhere lines are written, without control characters")
  void lines() {
    run(Terminal.Kind.FILE, Duration.ofSeconds(3));

    assertThat(out.toString()).endsWith("\n").doesNotContain("\033", "\r");
    assertThat(out.toString().lines()).doesNotHaveDuplicates().last().asString().contains("2/2");
  }

  private void run(Terminal.Kind kind, Duration lasts) {
    TestClock clock = new TestClock();
    try (Progress progress =
        new Progress(
            2, new Terminal(kind, 80, Terminal.Glyphs.ASCII), new PrintWriter(out, true), clock)) {
      progress.begins("first");
      progress.begins("second");
      clock.pass(lasts);
    }
  }
}
