package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.report.lines.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    announcement.accept(new DryRunLines()).ifPresent(this::say);
  }

  @Override
  public void say(String line) {
    last = clock.instant();
    out.accept(line);
  }

  private final class DryRunLines implements Announcement.Watcher<Optional<String>> {
    @Override
    public Optional<String> otherwise() {
      return Optional.empty();
    }

    @Override
    public Optional<String> handle(Announcement.PhaseChanged changed) {
      return Optional.of(
          changed.phase() == Phase.COPYING
              ? changed.transfer() + ": " + COUNTING
              : Words.phase(changed));
    }

    @Override
    public Optional<String> handle(Announcement.Progress progress) {
      return Duration.between(last, clock.instant()).compareTo(BETWEEN_LINES) >= 0
          ? Optional.of(progress.transfer() + ": still " + COUNTING)
          : Optional.empty();
    }

    @Override
    public Optional<String> handle(Announcement.Warning warning) {
      return Optional.of(Words.warning(warning));
    }
  }
}
