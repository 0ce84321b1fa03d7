package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.List;
import java.util.OptionalInt;

/**
 * A run, from its first step to its last.
 *
 * @param title which scenario, topology, scripts
 * @param verdict how it ended, or which law it breaks, in one sentence
 * @param token what replays it; empty if it can't be replayed
 * @param columns in the order in which they are drawn
 * @param repeatsFrom the moment from which the rest repeats for ever
 */
public record Timeline(
    String title,
    String verdict,
    String token,
    List<String> columns,
    List<Moment> moments,
    OptionalInt repeatsFrom) {

  public Timeline {
    columns = List.copyOf(columns);
    moments = List.copyOf(moments);
    for (Moment moment : moments) {
      if (!columns.contains(moment.column())) {
        throw new IllegalArgumentException("no column " + moment.column() + " in " + columns);
      }
    }
    if (repeatsFrom.isPresent()
        && (repeatsFrom.getAsInt() < 0 || repeatsFrom.getAsInt() >= moments.size())) {
      throw new IllegalArgumentException("repeats from " + repeatsFrom + " of " + moments.size());
    }
  }
}
