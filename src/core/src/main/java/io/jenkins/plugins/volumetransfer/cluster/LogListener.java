package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import java.time.Instant;
import java.util.Optional;

/** Hears a container's log; called by the client's threads, so it must not block. */
public interface LogListener {
  /**
   * @param at when the container wrote it, by its node's clock
   * @param line without its line break
   */
  void line(Instant at, String line);

  /**
   * Called once, last.
   *
   * @param failure why the log could not be read; empty: it came to its end
   */
  void ended(Optional<Failure> failure);
}
