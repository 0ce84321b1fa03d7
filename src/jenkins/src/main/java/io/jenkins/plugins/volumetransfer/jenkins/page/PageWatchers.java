package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatchers;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.time.Clock;
import java.util.function.Supplier;

/** Gives each build with a run its page. */
@Extension
public final class PageWatchers implements RunWatchers {
  private final Supplier<Clock> clocks;

  public PageWatchers() {
    this(SteadyClock::fromNow);
  }

  PageWatchers(Clock clock) {
    this(() -> clock);
  }

  private PageWatchers(Supplier<Clock> clocks) {
    this.clocks = clocks;
  }

  @Override
  public RunWatcher watch(Run<?, ?> build, History history) {
    PageWatcher watcher = new PageWatcher(build, history, clocks.get());
    VolumeTransfersAction.of(build).show(watcher);
    return watcher;
  }
}
