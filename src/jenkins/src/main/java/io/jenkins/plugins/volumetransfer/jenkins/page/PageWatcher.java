package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Follows a run for the page of its build. What it hears and what it is asked come from different
 * threads; neither waits for the other.
 */
final class PageWatcher implements RunWatcher {
  private final Run<?, ?> build;
  private final Clock clock;
  private volatile History history;

  PageWatcher(Run<?, ?> build, History begun, Clock clock) {
    this.build = build;
    this.history = begun;
    this.clock = clock;
  }

  /** As things are now. */
  RunSnapshot snapshot() {
    return Snapshots.of(history, clock.instant());
  }

  @Override
  public void changed(History now) {
    history = now;
  }

  @Override
  public void ended(History last) {
    history = last;
    try {
      Optional<RunResult> result = last.result();
      List<ReportSnapshot> reports =
          result.isPresent() ? ArchivedReports.archive(build, last, result.get()) : List.of();
      keep(snapshot().withReports(reports, clock.instant()));
    } catch (IOException e) {
      keep(snapshot());
      throw new UncheckedIOException("the reports of run " + last.run() + " are not archived", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(RunSnapshot end) {
    VolumeTransfersAction.of(build).keep(end.unfinished());
  }
}
