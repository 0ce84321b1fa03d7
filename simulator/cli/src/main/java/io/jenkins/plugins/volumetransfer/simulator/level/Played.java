package io.jenkins.plugins.volumetransfer.simulator.level;

import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable.Cell;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable.Mark;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.util.Optional;

/** What came of playing a scenario. Each text is one line, or a few. */
public sealed interface Played {
  /** For a table. */
  Cell cell();

  /**
   * It ended as it must.
   *
   * @param evidence what was seen, with figures
   */
  record AsExpected(String evidence) implements Played {
    @Override
    public Cell cell() {
      return new Cell(Mark.GOOD, "as expected", evidence);
    }
  }

  /**
   * It did not.
   *
   * @param timeline the run that shows it, where the level has one
   */
  record Otherwise(String expected, String got, Optional<Timeline> timeline) implements Played {
    @Override
    public Cell cell() {
      return new Cell(Mark.BAD, "otherwise", "expected " + expected + "; got " + got);
    }
  }

  /** The level can say nothing of it. */
  record NotExpressible(String why) implements Played {
    @Override
    public Cell cell() {
      return new Cell(Mark.NEUTRAL, "not expressible", why);
    }
  }
}
