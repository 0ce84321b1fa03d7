package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What goes wrong in one pod: what stands from the beginning, and what strikes when its moment has
 * come, in the order of the scenario.
 */
final class Strikes {

  /** Where a scenario leaves the moment open. */
  private static final int PERCENT_DEFAULT = 50;

  /** No moment, but how things are. */
  private static final Set<What> STANDING =
      EnumSet.of(
          What.CONTAINER_NEVER_STARTS,
          What.CONTAINER_STARTS_LATE,
          What.STUNNEL_NOT_STARTED,
          What.STUNNEL_STARTS_LATE,
          What.TUNNEL_NEVER_ANSWERS,
          What.SLOW);

  private final List<Strike> standing = new ArrayList<>();
  private final Deque<Strike> coming = new ArrayDeque<>();
  private final Consumer<Strike> struck;

  /**
   * @param struck is told of each that takes effect
   */
  Strikes(List<Strike> strikes, Consumer<Strike> struck) {
    this.struck = struck;
    for (Strike strike : strikes) {
      (STANDING.contains(strike.what()) ? standing : coming).add(strike);
    }
  }

  /** Whether this is how things are; then it has taken effect. */
  boolean stands(What what) {
    return take(standing.stream().filter(strike -> strike.what() == what).findFirst());
  }

  boolean stands(What what, SourceContainer on) {
    return take(
        standing.stream().filter(strike -> strike.what() == what && strike.isOn(on)).findFirst());
  }

  private boolean take(Optional<Strike> strike) {
    strike.ifPresent(struck);
    return strike.isPresent();
  }

  /** What strikes now; nothing strikes twice. */
  List<Strike> due(When.Point point, int percent) {
    List<Strike> due = new ArrayList<>();
    while (!coming.isEmpty() && isDue(coming.peek().when(), point, percent)) {
      struck.accept(coming.peek());
      due.add(coming.remove());
    }
    return due;
  }

  private static boolean isDue(When when, When.Point point, int percent) {
    When.Point wanted =
        when.point() == When.Point.AT_ANY_TIME ? When.Point.DURING_RSYNC : when.point();
    return wanted == point
        && (point != When.Point.DURING_RSYNC || percent >= when.percent().orElse(PERCENT_DEFAULT));
  }
}
