package io.jenkins.plugins.volumetransfer.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import io.jenkins.plugins.volumetransfer.testing.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BarViewTest {
  private final StringWriter out = new StringWriter();
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("a bar shows percent, bytes, rate and time left, in the width of the terminal")
  void bar() {
    try (BarView view = view(1)) {
      view.take(new Announcement.PhaseChanged("t0", Phase.COPYING, 1));
      view.take(Announced.progress("t0", 0, 0));
      clock.pass(Duration.ofSeconds(10));
      view.take(Announced.progress("t0", 50L << 20, 50));

      // A frame that is drawn meanwhile has but one of the two.
      await().until(() -> line("51%", "5.0 MiB/s").isPresent());
    }
    assertThat(line("51%", "5.0 MiB/s").orElseThrow())
        .startsWith("t0  51% [====")
        .contains("50/98 MiB")
        .contains("/ 0:00:10)")
        .hasSizeLessThan(100);
  }

  @Test
  @DisplayName("several transfers have a bar each, and one for all")
  void several() {
    try (BarView view = view(2)) {
      view.take(new Announcement.PhaseChanged("t0", Phase.COPYING, 1));
      view.take(new Announcement.PhaseChanged("t1", Phase.CHECKING, 0));

      await().until(() -> out.toString().contains("0 of 2 ended"));
      await().until(() -> out.toString().contains("checking the claims"));
    }
  }

  @Test
  @DisplayName("many transfers have only the one for all")
  void many() {
    try (BarView view = view(11)) {
      view.take(new Announcement.PhaseChanged("t0", Phase.COPYING, 1));

      await().until(() -> out.toString().contains("0 of 11 ended"));
    }
    assertThat(out.toString()).doesNotContain("t0");
  }

  private BarView view(int transfers) {
    return new BarView(
        new Overview(Announced.transfers(transfers)),
        clock,
        new PrintWriter(out, true),
        new Terminal(Terminal.Kind.INTERACTIVE, 100, Terminal.Glyphs.ASCII));
  }

  private Optional<String> line(String... with) {
    return out.toString()
        .lines()
        .map(line -> line.replaceAll("\033\\[[0-9]*[A-Z]|\r", ""))
        .filter(line -> Stream.of(with).allMatch(line::contains))
        .findFirst();
  }
}
