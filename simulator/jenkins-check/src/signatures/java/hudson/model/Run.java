package hudson.model;

import hudson.security.AccessControlled;
import io.jenkins.plugins.volumetransfer.standin.FolderArtifacts;
import java.io.File;
import java.io.IOException;
import jenkins.model.ArtifactManager;
import jenkins.model.RunAction2;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>>
    extends Actionable implements AccessControlled {
  private final JobT job;

  protected Run(JobT job) {
    this.job = job;
  }

  public JobT getParent() {
    return job;
  }

  public abstract File getRootDir();

  @Override
  public void addAction(Action a) {
    super.addAction(a);
    if (a instanceof RunAction2 attached) {
      attached.onAttached(this);
    }
  }

  public int getNumber() {
    return 1;
  }

  public String getUrl() {
    return job.getUrl() + getNumber() + "/";
  }

  public boolean isBuilding() {
    return true;
  }

  public RunT getPreviousBuild() {
    return null;
  }

  public void save() throws IOException {}

  public final ArtifactManager pickArtifactManager() throws IOException {
    return new FolderArtifacts(new File(getRootDir(), "archive"));
  }

  public String getFullDisplayName() {
    return job.getFullDisplayName() + " " + getDisplayName();
  }

  public String getExternalizableId() {
    return job.getFullName() + "#" + getNumber();
  }
}
