package io.jenkins.plugins.volumetransfer.jenkins.controller;

import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.report.history.History;

/** Who wants to show the runs of builds. */
public interface RunWatchers extends ExtensionPoint {
  /**
   * A run begins, or goes on after a restart of Jenkins: then with the same id, and the history of
   * what was before, as far as it was saved. Not called on the Pipeline's thread, so it may read
   * and write files.
   */
  RunWatcher watch(Run<?, ?> build, History history);
}
