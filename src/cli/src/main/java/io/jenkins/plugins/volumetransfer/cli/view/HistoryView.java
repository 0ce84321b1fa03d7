package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.time.Clock;

/** Shows nothing, but remembers: reports are made of it at the end. */
public final class HistoryView implements View {
  private final Clock clock;
  private History history;

  /**
   * @param history before anything has happened
   */
  public HistoryView(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  @Override
  public synchronized void take(Announcement announcement) {
    history = history.with(announcement, clock.instant());
  }

  /** The run's result, which is there even where the engine failed and announced nothing. */
  public synchronized void ended(RunResult result) {
    history = history.ended(result, clock.instant());
  }

  public synchronized History history() {
    return history;
  }
}
