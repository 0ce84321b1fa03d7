package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import java.time.Duration;

/**
 * How long things take, in the loop's time.
 *
 * @param creation of a container
 * @param firstQuestion from the start of rsync's container until it asks for the tunnel
 * @param opening from the start of stunnel until the destination answers through it
 * @param copy of all volumes
 * @param reaction of a container to what it can see
 */
record PlayedDurations(
    Duration creation, Duration firstQuestion, Duration opening, Duration copy, Duration reaction) {

  /** When nothing is slow. */
  static final PlayedDurations USUAL =
      new PlayedDurations(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofMinutes(10),
          Duration.ofMillis(200));

  /** What is late comes within the timeouts of those who wait for it. */
  static final Duration LATE = Duration.ofSeconds(60);

  /** From a node's silence until Kubernetes takes it for lost. */
  static final Duration NODE_REPORTED = Duration.ofSeconds(40);

  /** From then until it is taken out of the cluster. */
  static final Duration NODE_REMOVED = Duration.ofMinutes(5);

  private static final int SLOWNESS = 4;

  PlayedDurations slowed() {
    return new PlayedDurations(
        creation.multipliedBy(SLOWNESS),
        firstQuestion.multipliedBy(SLOWNESS),
        opening.multipliedBy(SLOWNESS),
        copy.multipliedBy(SLOWNESS),
        reaction.multipliedBy(SLOWNESS));
  }
}
