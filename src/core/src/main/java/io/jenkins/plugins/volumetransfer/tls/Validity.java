package io.jenkins.plugins.volumetransfer.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when to when certificates hold, in whole seconds as X.509 has no smaller unit. */
record Validity(Instant notBefore, Instant notAfter) {

  /** A node's clock may be behind ours by this much and still accept the certificates at once. */
  static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

  static Validity from(Instant now, Duration duration) {
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    return new Validity(
        start.minus(CLOCK_DIFFERENCE), start.plus(duration).truncatedTo(ChronoUnit.SECONDS));
  }
}
