package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The page <i>Volume transfers</i> of a job: what its last builds copied, how long, how fast. */
@ExportedBean
public final class TransferTrendAction implements Action {
  /** Each has to be loaded from the disk to be looked at. */
  static final int BUILDS_MAX = 50;

  private final Job<?, ?> job;

  TransferTrendAction(Job<?, ?> job) {
    this.job = job;
  }

  /** The builds that copied something, the latest first, of the last {@link #BUILDS_MAX}. */
  @Exported
  public List<BuildTotals> getBuilds() {
    List<BuildTotals> totals = new ArrayList<>();
    Run<?, ?> build = job.getLastBuild();
    for (int i = 0; i < BUILDS_MAX && build != null; i++) {
      BuildTotals.of(build).ifPresent(totals::add);
      build = build.getPreviousBuild();
    }
    return totals;
  }

  /** None as long as no build is over. */
  public List<TrendChart> charts(List<BuildTotals> latestFirst) {
    if (latestFirst.isEmpty()) {
      return List.of();
    }
    List<BuildTotals> builds = new ArrayList<>(latestFirst);
    Collections.reverse(builds);
    return List.of(
        TrendChart.of("Bytes copied", builds, BuildTotals::bytes, BuildTotals::copied),
        TrendChart.of("Duration", builds, BuildTotals::seconds, BuildTotals::took),
        TrendChart.of(
            "Rate",
            builds,
            BuildTotals::bytesPerSecond,
            build -> build.rate().isEmpty() ? "nothing sent" : build.rate()));
  }

  public Job<?, ?> getJob() {
    return job;
  }

  /** For {@code api/json} and the like. */
  public Api getApi() {
    return new Api(this);
  }

  @Override
  public String getIconFileName() {
    return VolumeTransfersAction.ICON;
  }

  @Override
  public String getDisplayName() {
    return Messages.VolumeTransfersAction_displayName();
  }

  @Override
  public String getUrlName() {
    return VolumeTransfersAction.URL;
  }
}
