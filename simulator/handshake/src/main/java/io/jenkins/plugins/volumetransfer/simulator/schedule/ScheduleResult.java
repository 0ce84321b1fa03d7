package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What became of a schedule.
 *
 * @param choices how many moves there were to choose from at each step
 * @param faults how many of those, the last ones, were faults
 * @param chosen which was
 * @param codes of the containers that ended
 * @param broken the laws that do not hold, with what was seen
 * @param moments what happened; empty unless that was asked for
 * @param isPruned whether it was left where an other schedule goes on
 */
public record ScheduleResult(
    List<Integer> choices,
    List<Integer> faults,
    List<Integer> chosen,
    Map<ScriptContainer, Integer> codes,
    List<String> broken,
    long clockMs,
    List<Moment> moments,
    boolean isPruned) {

  public ScheduleResult {
    choices = List.copyOf(choices);
    faults = List.copyOf(faults);
    chosen = List.copyOf(chosen);
    codes = Map.copyOf(codes);
    broken = List.copyOf(broken);
    moments = List.copyOf(moments);
  }

  public int steps() {
    return chosen.size();
  }

  /** Empty if it has not ended by itself. */
  public OptionalInt code(ScriptContainer container) {
    Integer code = codes.get(container);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }
}
