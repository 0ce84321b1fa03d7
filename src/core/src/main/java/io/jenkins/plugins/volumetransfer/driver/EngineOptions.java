package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import java.util.Optional;

/**
 * What holds for all runs of an engine.
 *
 * @param maxConcurrent transfers under way at the same time, of all runs together; at least 1
 * @param requester who asks for the runs of which nothing else is said
 * @param logEnds what becomes of the pods' logs
 * @param ownPod the pod of this process, if what is made in its namespace is to go with it
 */
public record EngineOptions(
    int maxConcurrent, Requester requester, LogEnds logEnds, Optional<OwnPod> ownPod) {
  /** No bound beside those of the runs, nobody's name, and logs are left. */
  public static final EngineOptions DEFAULT =
      new EngineOptions(Integer.MAX_VALUE, Requester.NOBODY, LogEnds.LEFT);

  /** Of a process outside of the cluster, or whose pod is not to own anything. */
  public EngineOptions(int maxConcurrent, Requester requester, LogEnds logEnds) {
    this(maxConcurrent, requester, logEnds, Optional.empty());
  }

  public EngineOptions {
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException("maxConcurrent is " + maxConcurrent + ", not at least 1");
    }
  }
}
