package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;

/** Single schedules of the real scripts. */
public interface ScheduleSource {

  /**
   * Draws each choice from the seed: the same seed, the same schedule.
   *
   * @throws IllegalArgumentException if there are none with this topology
   */
  Run random(Topology topology, long seed);

  /**
   * What a timeline gave as its token.
   *
   * @throws IllegalArgumentException if it is none, or of other scripts
   */
  Run replay(String token);

  /** A schedule from its beginning to its end, and whether all laws held in it. */
  record Run(Timeline timeline, SimulationResult.Outcome outcome) {}
}
