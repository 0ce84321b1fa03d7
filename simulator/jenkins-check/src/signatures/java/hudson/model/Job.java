package hudson.model;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable implements Item {
  @Override
  public String getUrl() {
    return "job/" + getFullName().replace("/", "/job/") + "/";
  }

  public RunT getLastBuild() {
    return null;
  }
}
