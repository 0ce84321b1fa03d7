package io.jenkins.plugins.volumetransfer.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things may take; each bound ends its transfer with a reason of its own.
 *
 * @param tunnel from the start of the source pod's containers until rsyncd answers through the
 *     tunnel (the seed: 10 minutes)
 * @param podStart from the creation of a pod until its containers run
 * @param noProgress while copying, without any news of rsync's: bytes, files, or a line that it has
 *     not just said
 * @param transfer the whole run, all attempts included
 * @param claim one transfer, all its attempts, from its own start and not while it waits for its
 *     turn; empty: only the run's own bound
 */
public record Timeouts(
    Duration tunnel,
    Duration podStart,
    Duration noProgress,
    Duration transfer,
    Optional<Duration> claim) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofHours(24),
          Optional.empty());
}
