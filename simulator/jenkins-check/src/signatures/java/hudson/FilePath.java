package hudson;

import java.io.File;

public final class FilePath {
  private final String remote;

  public FilePath(File localPath) {
    this.remote = localPath.getPath();
  }

  public String getRemote() {
    return remote;
  }
}
