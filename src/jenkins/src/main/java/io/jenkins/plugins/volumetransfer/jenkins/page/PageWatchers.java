package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatchers;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.time.Clock;

/** Gives each build with a run its page. */
@Extension
public final class PageWatchers implements RunWatchers {
  private final Clock clock;

  public PageWatchers() {
    this(Clock.systemUTC());
  }

  PageWatchers(Clock clock) {
    this.clock = clock;
  }

  @Override
  public RunWatcher watch(Run<?, ?> build, History history) {
    PageWatcher watcher = new PageWatcher(build, history, clock);
    VolumeTransfersAction.of(build).show(watcher);
    return watcher;
  }
}
