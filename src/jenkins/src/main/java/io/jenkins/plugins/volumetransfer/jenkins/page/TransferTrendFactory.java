package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/**
 * Gives a job its trend, if one of its latest builds copied volumes. Each page of a job asks for
 * it, so only a few builds are looked at: those that the page shows anyway.
 */
@Extension
@SuppressWarnings("rawtypes")
public final class TransferTrendFactory extends TransientActionFactory<Job> {
  private static final int BUILDS_MAX = 10;

  @Override
  public Class<Job> type() {
    return Job.class;
  }

  @Override
  public Class<? extends Action> actionType() {
    return TransferTrendAction.class;
  }

  @Override
  public Collection<? extends Action> createFor(Job target) {
    Run<?, ?> build = target.getLastBuild();
    for (int i = 0; i < BUILDS_MAX && build != null; i++) {
      if (build.getAction(VolumeTransfersAction.class) != null) {
        return List.of(new TransferTrendAction(target));
      }
      build = build.getPreviousBuild();
    }
    return List.of();
  }
}
