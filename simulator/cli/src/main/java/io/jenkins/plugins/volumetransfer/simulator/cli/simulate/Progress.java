package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for what lasts; a line now and then where nothing can be written over. */
public final class Progress implements Simulation.Watcher, AutoCloseable {
  /** What is over sooner needs no bar. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final int REDRAW_MS = 250;
  private static final int LINE_MS = 10_000;

  private final Late screen;
  private final ProgressBar bar;
  private boolean begun;

  public Progress(int steps, Terminal terminal, PrintWriter out, Clock clock) {
    boolean interactive = terminal.kind() == Terminal.Kind.INTERACTIVE;
    screen = new Late(terminal, out, clock);
    bar =
        new ProgressBarBuilder()
            .setTaskName("simulate")
            .setInitialMax(steps)
            .setStyle(
                terminal.glyphs() == Terminal.Glyphs.UNICODE
                    ? ProgressBarStyle.UNICODE_BLOCK
                    : ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(interactive ? REDRAW_MS : LINE_MS)
            .continuousUpdate()
            .setConsumer(screen)
            .build();
  }

  @Override
  public void begins(String step) {
    if (begun) {
      bar.step();
    }
    begun = true;
    bar.setExtraMessage(step);
  }

  @Override
  public void close() {
    bar.step();
    bar.close();
    screen.clear();
  }

  /** Shows nothing at first. */
  private static final class Late implements ProgressBarConsumer {
    private static final String CLEAR_LINE = "\r\033[2K";

    private final Terminal terminal;
    private final PrintWriter out;
    private final Clock clock;
    private final Instant from;
    private String last = "";

    Late(Terminal terminal, PrintWriter out, Clock clock) {
      this.terminal = terminal;
      this.out = out;
      this.clock = clock;
      this.from = clock.instant().plus(QUIET);
    }

    private boolean isOpen() {
      return !clock.instant().isBefore(from);
    }

    private boolean isInteractive() {
      return terminal.kind() == Terminal.Kind.INTERACTIVE;
    }

    @Override
    public int getMaxRenderedLength() {
      return terminal.columns() - 1;
    }

    @Override
    public void accept(String rendered) {
      // The bar says its last word more than once.
      if (!isOpen() || rendered.equals(last)) {
        return;
      }
      last = rendered;
      if (isInteractive()) {
        out.print(CLEAR_LINE + rendered);
      } else {
        out.println(rendered.stripTrailing());
      }
      out.flush();
    }

    @Override
    public void close() {}

    @Override
    public void clear() {
      if (isOpen() && isInteractive()) {
        out.print(CLEAR_LINE);
        out.flush();
      }
    }
  }
}
