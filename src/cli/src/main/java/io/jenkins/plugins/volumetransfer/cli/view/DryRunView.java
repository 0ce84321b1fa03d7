package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.report.lines.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A line now and then on a run that copies nothing; what it finds out comes after it. */
public final class DryRunView implements View {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final String COUNTING = "counting what would be sent";

  private final Clock clock;
  private final Consumer<String> out;
  private Instant last = Instant.MIN;

  public DryRunView(Clock clock, Consumer<String> out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void take(Announcement announcement) {
    announcement.accept(new DryRunLines()).forEach(this::say);
  }

  @Override
  public void say(String line) {
    last = clock.instant();
    out.accept(line);
  }

  private final class DryRunLines extends Words {
    DryRunLines() {
      super(1);
    }

    @Override
    public List<String> handle(Announcement.RunBegan began) {
      return List.of();
    }

    @Override
    public List<String> handle(Announcement.Notice notice) {
      return List.of();
    }

    @Override
    public List<String> handle(Announcement.PhaseChanged changed) {
      return changed.phase() == Phase.COPYING
          ? List.of(changed.transfer() + ": " + COUNTING)
          : super.handle(changed);
    }

    @Override
    public List<String> handle(Announcement.Progress progress) {
      return Duration.between(last, clock.instant()).compareTo(BETWEEN_LINES) >= 0
          ? List.of(progress.transfer() + ": still " + COUNTING)
          : List.of();
    }

    @Override
    public List<String> handle(Announcement.AttemptFailed failed) {
      return List.of();
    }

    @Override
    public List<String> handle(Announcement.TransferEnded ended) {
      return List.of();
    }
  }
}
