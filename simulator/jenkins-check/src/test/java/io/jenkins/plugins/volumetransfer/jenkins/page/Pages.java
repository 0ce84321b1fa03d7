package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.report.history.History;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;

/** What the pages are about, for those who look at their views. */
public final class Pages {
  private Pages() {}

  /** A build with a run under way, and one that failed in part. */
  public static VolumeTransfersAction build(Path folder) {
    Builds.Build build = new Builds(folder).next();
    watchers().watch(build, Runs.underWay());
    ends(build, Runs.partlyFailed());
    return build.getAction(VolumeTransfersAction.class);
  }

  public static VolumeTransfersAction empty(Path folder) {
    Builds.Build build = new Builds(folder).next();
    return VolumeTransfersAction.of(build);
  }

  /** A job of which one build succeeded, and the next one failed in part. */
  public static TransferTrendAction trend(Path folder) {
    Builds job = new Builds(folder);
    ends(job.next(), Runs.succeeded("r1", 10));
    ends(job.next(), Runs.partlyFailed());
    return new TransferTrendAction(job);
  }

  private static PageWatchers watchers() {
    return new PageWatchers(Clock.fixed(Runs.BEGAN.plusSeconds(60), ZoneOffset.UTC));
  }

  private static void ends(Builds.Build build, History history) {
    watchers().watch(build, history).ended(history);
  }
}
