package io.jenkins.plugins.volumetransfer.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineViewTest {
  private final TestClock clock = new TestClock();
  private final List<String> lines = new ArrayList<>();

  @Test
  @DisplayName("while copying, a line comes every ten seconds at most, with rate and time left")
  void tenSeconds() {
    List<Transfer> transfers = Announced.transfers(1);
    LineView view = new LineView(transfers, clock, lines::add);
    view.take(new Announcement.PhaseChanged("t0", Phase.COPYING, 1));

    for (int second = 0; second <= 25; second++) {
      view.take(Announced.progress("t0", second * (1L << 20), second));
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(lines)
        .containsExactly(
            "0:00:00 t0: copying",
            "0:00:10 t0: 10.0 MiB of about 90.9 MiB, 10 %, 1 file, 1.0 MiB/s, 0:01:21 left",
            "0:00:20 t0: 20.0 MiB of about 95.2 MiB, 20 %, 1 file, 1.0 MiB/s, 0:01:16 left");
  }

  @Test
  @DisplayName("what rsync complains about is told at once, and once an attempt")
  void complaints() {
    LineView view = new LineView(Announced.transfers(1), clock, lines::add);
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume t0 begins")
            .with("file has vanished: \"/data/a\"");

    view.take(new Announcement.Progress("t0", 1, log));
    view.take(new Announcement.Progress("t0", 1, log.with("file has vanished: \"/data/b\"")));
    view.take(new Announcement.Progress("t0", 2, log));

    assertThat(lines)
        .containsExactly(
            "0:00:00 t0: file has vanished: \"/data/a\"",
            "0:00:00 t0: file has vanished: \"/data/b\"",
            "0:00:00 t0: file has vanished: \"/data/a\"");
  }

  @Test
  @DisplayName("with many transfers, one line tells of all")
  void together() {
    List<Transfer> transfers = Announced.transfers(5);
    LineView view = new LineView(transfers, clock, lines::add);
    transfers.forEach(
        each -> view.take(new Announcement.PhaseChanged(each.name(), Phase.COPYING, 1)));
    lines.clear();

    for (int second = 0; second <= 10; second++) {
      for (Transfer transfer : transfers) {
        view.take(Announced.progress(transfer.name(), second * (1L << 20), second));
      }
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("0:00:10 0 of 5 ended, 5 copying: 46.0 MiB");
  }

  @Test
  @DisplayName("those that wait for their turn are counted")
  void queued() {
    LineView view = new LineView(Announced.transfers(5), clock, lines::add);
    view.take(new Announcement.PhaseChanged("t0", Phase.COPYING, 1));
    view.take(Announced.progress("t0", 1, 1));
    clock.pass(Duration.ofSeconds(10));
    view.take(Announced.progress("t0", 1 << 20, 1));

    assertThat(lines.get(lines.size() - 1))
        .startsWith("0:00:10 0 of 5 ended, 1 copying, 4 queued: 1.0 MiB");
  }

  @Test
  @DisplayName("a phase of a later attempt names the attempt")
  void attempt() {
    LineView view = new LineView(Announced.transfers(1), clock, lines::add);

    view.take(new Announcement.PhaseChanged("t0", Phase.STARTING_SOURCE, 2));

    assertThat(lines).containsExactly("0:00:00 t0: starting the source pod (attempt 2)");
  }

  @Test
  @DisplayName("a warning is a line")
  void warning() {
    LineView view = new LineView(Announced.transfers(1), clock, lines::add);

    view.take(new Announcement.Warning("t0", "no node yet"));

    assertThat(lines).containsExactly("0:00:00 t0: warning: no node yet");
  }
}
