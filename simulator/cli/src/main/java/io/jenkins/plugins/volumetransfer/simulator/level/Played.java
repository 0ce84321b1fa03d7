package io.jenkins.plugins.volumetransfer.simulator.level;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.util.Optional;

/** What came of playing a scenario. Each text is one line, or a few. */
public sealed interface Played {

  /**
   * It ended as it must.
   *
   * @param evidence what was seen, with figures
   */
  record AsExpected(String evidence) implements Played {}

  /**
   * It did not.
   *
   * @param timeline the run that shows it, where the level has one
   */
  record Otherwise(String expected, String got, Optional<Timeline> timeline) implements Played {}

  /** The level can say nothing of it. */
  record NotExpressible(String why) implements Played {}
}
