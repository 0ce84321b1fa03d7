package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.concurrent.CompletionStage;

/** A run under way. */
public interface RunHandle {
  RunId id();

  /** Completes, never exceptionally, once everything is deleted or known to be left behind. */
  CompletionStage<RunResult> result();

  /**
   * Ends the run and deletes what it made; the result then carries {@code why}. Returns at once.
   */
  void stop(Failure why);
}
