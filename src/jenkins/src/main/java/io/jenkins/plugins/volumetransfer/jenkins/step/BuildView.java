package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatchers;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import io.jenkins.plugins.volumetransfer.report.lines.RunLines;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a build shows of a run: lines in its log, and whatever watches. For one thread at a time.
 */
final class BuildView {
  private static final Logger LOG = Logger.getLogger(BuildView.class.getName());

  private final RunLines lines;
  private final List<RunWatcher> watchers;
  private final Clock clock;
  private final PrintStream log;
  private History history;

  /**
   * @param begun what is known of the run already
   * @param left its transfers that have not ended
   */
  BuildView(Run<?, ?> build, PrintStream log, History begun, List<Transfer> left, Clock clock) {
    this.clock = clock;
    this.log = log;
    this.history = begun;
    this.lines = new RunLines(new Overview(left), begun.started(), clock, log::println);
    this.watchers =
        ExtensionList.lookup(RunWatchers.class).stream()
            .map(each -> each.watch(build, history))
            .toList();
  }

  /** Adds it to the history; nobody sees it yet, so that it can be saved before. */
  void hear(Announcement announcement, Instant at) {
    history = history.with(announcement, at);
  }

  /** Shows what was heard last. */
  void show(Announcement announcement) {
    lines.take(announcement);
    tell(watcher -> watcher.changed(history));
  }

  /** A line of its own. */
  void print(String line) {
    log.println(line);
  }

  History history() {
    return history;
  }

  /** What the run waits for. */
  String status() {
    return lines.status();
  }

  /** With the run's own times, restarts included, as the page has them. */
  RunReport report(RunResult result) {
    return RunReport.of(result, history.started(), clock.instant());
  }

  /** The end, before the Pipeline knows of it. */
  void ended(RunResult result) {
    history = history.ended(result, clock.instant());
    givenUp();
  }

  /** The same without a result. */
  void givenUp() {
    tell(watcher -> watcher.ended(history));
  }

  /** Who only watches must not change how a transfer ends. */
  private void tell(Consumer<RunWatcher> news) {
    for (RunWatcher watcher : watchers) {
      try {
        news.accept(watcher);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "what watches volume transfers failed", e);
      }
    }
  }
}
