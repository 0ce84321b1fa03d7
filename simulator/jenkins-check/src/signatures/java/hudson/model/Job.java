package hudson.model;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable implements Item {
  /** Without the parent, which only the jobs of tests would need. */
  protected Job() {}

  @Override
  public String getUrl() {
    return "job/" + getFullName().replace("/", "/job/") + "/";
  }

  public RunT getLastBuild() {
    return null;
  }
}
