package hudson.model;

import java.io.File;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable {
  private final JobT job;

  protected Run(JobT job) {
    this.job = job;
  }

  public JobT getParent() {
    return job;
  }

  public abstract File getRootDir();

  public String getFullDisplayName() {
    return job.getFullDisplayName() + " " + getDisplayName();
  }

  public String getExternalizableId() {
    return job.getFullName() + "#" + getDisplayName();
  }
}
