package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation came to.
 *
 * @param title of the whole, as a heading
 * @param summary how it ended, in a sentence or two
 * @param results a table of it
 * @param notes what is to be said of single results, a line each
 * @param timelines the runs that show it
 */
public record SimulationResult(
    String title,
    String summary,
    Optional<ResultTable> results,
    List<String> notes,
    List<Timeline> timelines,
    Outcome outcome) {

  /** Whether it is what must be. */
  public enum Outcome {
    AS_EXPECTED,
    OTHERWISE
  }

  public SimulationResult {
    notes = List.copyOf(notes);
    timelines = List.copyOf(timelines);
  }
}
