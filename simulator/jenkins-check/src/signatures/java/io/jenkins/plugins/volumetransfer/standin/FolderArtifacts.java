package io.jenkins.plugins.volumetransfer.standin;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import jenkins.model.ArtifactManager;

/** Keeps artifacts in a folder, as Jenkins does where nothing else is configured. */
public final class FolderArtifacts extends ArtifactManager {
  private final Path folder;

  public FolderArtifacts(File folder) {
    this.folder = folder.toPath();
  }

  @Override
  public void archive(
      FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
      throws IOException {
    for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
      Path to = folder.resolve(artifact.getKey());
      Files.createDirectories(to.getParent());
      Files.copy(
          Path.of(workspace.getRemote(), artifact.getValue()),
          to,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
