package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.report.CopyTotal;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** One bar, in one line of the screen. */
final class Bar implements AutoCloseable {
  private static final int REDRAW_MS = 250;
  private static final long MIB = 1 << 20;
  private static final long UNKNOWN = -1;

  private final ProgressBar bar;
  private volatile Optional<Duration> timeLeft = Optional.empty();

  Bar(String name, Screen screen, Terminal terminal) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(UNKNOWN)
            .setUnit(" MiB", MIB)
            .setStyle(
                terminal.glyphs() == Terminal.Glyphs.UNICODE
                    ? ProgressBarStyle.UNICODE_BLOCK
                    : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MS)
            .continuousUpdate()
            // Ours: the library's mean over all time does not notice a stall.
            .setEtaFunction(state -> timeLeft)
            .setConsumer(new Line(screen, screen.add(), terminal.columns() - 1))
            .build();
  }

  void show(Overview.Item item, String extra, Instant now) {
    timeLeft = item.timeLeft(now);
    long total = item.copy().total().map(CopyTotal::bytes).orElse(UNKNOWN);
    bar.maxHint(total < 0 ? UNKNOWN : Math.max(total, item.copy().bytes()));
    bar.stepTo(item.copy().bytes());
    bar.setExtraMessage(extra);
  }

  @Override
  public void close() {
    bar.close();
  }

  private record Line(Screen screen, int number, int getMaxRenderedLength)
      implements ProgressBarConsumer {
    @Override
    public void accept(String rendered) {
      screen.set(number, rendered);
    }

    @Override
    public void close() {}
  }
}
