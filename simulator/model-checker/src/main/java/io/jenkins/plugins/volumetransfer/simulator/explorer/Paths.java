package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The best of the shortest runs to a state: fewest faults, then fewest changes of actor. Goes
 * through the levels once more; for each state and last actor it keeps the least cost.
 */
final class Paths {
  private static final int FAULT = 1 << 16;
  private static final int UNREACHED = Integer.MAX_VALUE;

  private final Model model;
  private final StateSet states;
  private final IntList levels;
  private final Actors actors;
  private final Successors successors = new Successors();
  private int reachedLevel;
  private int[] costs = {};
  private int[] origins = {};

  Paths(Model model, StateSet states, IntList levels) {
    this.model = model;
    this.states = states;
    this.levels = levels;
    this.actors = Actors.of(model);
  }

  /** To the place, which must have been found. */
  List<Violation.Event> best(int place) {
    int level = 0;
    while (level + 1 < levels.size() && levels.get(level + 1) <= place) {
      level++;
    }
    IntList places = new IntList();
    places.add(place);
    IntList actions = new IntList();
    actions.add(-1);
    return best(level, places, actions);
  }

  /** To the best of these places of one level, and with its action, unless that is -1. */
  List<Violation.Event> best(int level, IntList places, IntList actions) {
    reach(level);
    int bestCost = UNREACHED;
    int bestNode = 0;
    int bestAction = -1;
    for (int i = 0; i < places.size(); i++) {
      for (int actor = 0; actor < actors.count(); actor++) {
        int node = places.get(i) * actors.count() + actor;
        int action = actions.get(i);
        int cost = action == -1 ? costs[node] : costAfter(costs[node], actor, action);
        if (cost < bestCost) {
          bestCost = cost;
          bestNode = node;
          bestAction = action;
        }
      }
    }
    List<Violation.Event> events = walk(bestNode);
    if (bestAction != -1) {
      long from = states.get(bestNode / actors.count());
      events.add(new Violation.Event(model.actions().get(bestAction), after(from, bestAction)));
    }
    return events;
  }

  private void reach(int level) {
    if (costs.length == 0) {
      costs = new int[actors.count()];
      origins = new int[actors.count()];
      // Before the first step anybody may have been the last to act.
      Arrays.fill(costs, 0);
    }
    for (; reachedLevel < level; reachedLevel++) {
      int end = reachedLevel + 2 < levels.size() ? levels.get(reachedLevel + 2) : states.size();
      int known = costs.length;
      costs = Arrays.copyOf(costs, end * actors.count());
      origins = Arrays.copyOf(origins, costs.length);
      Arrays.fill(costs, known, costs.length, UNREACHED);
      for (int place = levels.get(reachedLevel); place < levels.get(reachedLevel + 1); place++) {
        relax(place, levels.get(reachedLevel + 1));
      }
    }
  }

  private void relax(int place, int nextLevel) {
    expand(states.get(place));
    for (int i = 0; i < successors.size(); i++) {
      int to = states.placeOf(successors.state(i));
      if (to < nextLevel) {
        continue;
      }
      int node = to * actors.count() + actors.of(successors.action(i));
      for (int actor = 0; actor < actors.count(); actor++) {
        int origin = place * actors.count() + actor;
        int cost = costAfter(costs[origin], actor, successors.action(i));
        if (cost < costs[node]) {
          costs[node] = cost;
          origins[node] = origin;
        }
      }
    }
  }

  private int costAfter(int cost, int lastActor, int action) {
    if (cost == UNREACHED) {
      return UNREACHED;
    }
    int fault = model.actions().get(action).isFault() ? FAULT : 0;
    return cost + fault + (actors.of(action) == lastActor ? 0 : 1);
  }

  private List<Violation.Event> walk(int node) {
    List<Violation.Event> events = new ArrayList<>();
    int at = node;
    while (at / actors.count() != 0) {
      int origin = origins[at];
      long to = states.get(at / actors.count());
      expand(states.get(origin / actors.count()));
      for (int i = 0; i < successors.size(); i++) {
        int action = successors.action(i);
        if (successors.state(i) == to
            && actors.of(action) == at % actors.count()
            && costAfter(costs[origin], origin % actors.count(), action) == costs[at]) {
          events.add(new Violation.Event(model.actions().get(action), to));
          break;
        }
      }
      at = origin;
    }
    Collections.reverse(events);
    return events;
  }

  private long after(long from, int action) {
    expand(from);
    for (int i = 0; i < successors.size(); i++) {
      if (successors.action(i) == action) {
        return successors.state(i);
      }
    }
    throw new IllegalArgumentException("not possible: " + model.actions().get(action));
  }

  private void expand(long state) {
    successors.clear();
    model.expand(state, successors);
  }
}
