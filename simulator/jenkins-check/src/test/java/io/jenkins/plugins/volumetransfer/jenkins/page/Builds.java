package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job with builds, as much of them as a page needs. */
final class Builds extends Job<Builds, Builds.Build> {
  private final Path folder;
  private final List<Build> all = new ArrayList<>();

  Builds(Path folder) {
    this.folder = folder;
  }

  Build next() {
    Build build = new Build(this, all.size() + 1);
    all.add(build);
    return build;
  }

  @Override
  public Build getLastBuild() {
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  @Override
  public String getFullName() {
    return "migrate";
  }

  @Override
  public String getFullDisplayName() {
    return "migrate";
  }

  @Override
  public String getDisplayName() {
    return "migrate";
  }

  /** One of them. */
  static final class Build extends Run<Builds, Build> {
    private final int number;
    private boolean building = true;
    private int saved;

    private Build(Builds job, int number) {
      super(job);
      this.number = number;
    }

    void end() {
      building = false;
    }

    int saved() {
      return saved;
    }

    /** What Jenkins does with an action that it has read from the disk. */
    void load(VolumeTransfersAction action) {
      addAction((Action) action);
      action.onLoad(this);
    }

    @Override
    public void save() {
      saved++;
    }

    @Override
    public boolean isBuilding() {
      return building;
    }

    @Override
    public int getNumber() {
      return number;
    }

    @Override
    public Build getPreviousBuild() {
      return number == 1 ? null : getParent().all.get(number - 2);
    }

    @Override
    public File getRootDir() {
      return getParent().folder.resolve(Integer.toString(number)).toFile();
    }

    @Override
    public String getDisplayName() {
      return "#" + number;
    }
  }
}
