package io.jenkins.plugins.volumetransfer.spec;

import java.time.Duration;

/**
 * How long things may take; each bound ends its transfer with a reason of its own.
 *
 * @param tunnel from the start of the source pod's containers until rsyncd answers through the
 *     tunnel (the seed: 10 minutes)
 * @param podStart from the creation of a pod until its containers run
 * @param noProgress while copying, without a line of rsync's
 * @param transfer the whole run, all attempts included
 */
public record Timeouts(Duration tunnel, Duration podStart, Duration noProgress, Duration transfer) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofHours(24));
}
