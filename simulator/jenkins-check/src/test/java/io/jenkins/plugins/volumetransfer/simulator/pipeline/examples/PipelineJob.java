package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import hudson.model.Job;
import hudson.model.Run;
import java.io.File;

/** The job and the run that steps ask their context for. */
final class PipelineJob extends Job<PipelineJob, PipelineJob.PipelineRun> {

  @Override
  public String getFullName() {
    return "team/copy";
  }

  @Override
  public String getFullDisplayName() {
    return "team » copy";
  }

  @Override
  public String getDisplayName() {
    return "copy";
  }

  /** Its one run. */
  static final class PipelineRun extends Run<PipelineJob, PipelineRun> {
    private final File directory;

    PipelineRun(PipelineJob job, File directory) {
      super(job);
      this.directory = directory;
    }

    @Override
    public File getRootDir() {
      return directory;
    }

    @Override
    public String getDisplayName() {
      return "#1";
    }
  }
}
