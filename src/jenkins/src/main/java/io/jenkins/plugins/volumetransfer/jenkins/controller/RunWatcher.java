package io.jenkins.plugins.volumetransfer.jenkins.controller;

import io.jenkins.plugins.volumetransfer.report.history.History;

/**
 * Hears of one run, by one thread at a time; an exception that it throws is logged and passed over.
 */
public interface RunWatcher {
  /** Something happened; often, so it keeps the (immutable) history and returns at once. */
  void changed(History history);

  /**
   * The run is over, and the Pipeline does not know it yet: what is archived now is there for the
   * next step. Without a result in the history it was given up.
   */
  void ended(History history);
}
