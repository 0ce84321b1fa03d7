package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Checks the laws on cycles. Whether a component holds a weakly fair cycle can be said of the
 * component as a whole: an actor that could act in all its states and never does so within it,
 * could neither in a part of it.
 */
final class Cycles {
  private final Model model;
  private final StateSet states;
  private final Graph graph;
  private final Paths paths;
  private final Actors actors;

  Cycles(Model model, StateSet states, Graph graph, Paths paths) {
    this.model = model;
    this.states = states;
    this.graph = graph;
    this.paths = paths;
    this.actors = Actors.of(model);
  }

  Optional<Violation> check(Law law) {
    if (law instanceof Law.Ends ends) {
      boolean[] open = new boolean[graph.places()];
      for (int place = 0; place < open.length; place++) {
        open[place] = !ends.states().contain(states.get(place));
        if (open[place] && able(place) == 0) {
          return Optional.of(
              new Violation(law.name(), Violation.Reason.STUCK, paths.best(place), List.of()));
        }
      }
      long everybody = actors.count() == Long.SIZE ? -1 : (1L << actors.count()) - 1;
      IntPredicate edges = edge -> open[graph.targets()[edge]];
      return cycle(law, Violation.Reason.FAIR_CYCLE, open, edges, everybody);
    }
    boolean[] all = new boolean[graph.places()];
    Arrays.fill(all, true);
    IntPredicate edges =
        edge -> model.actions().get(graph.actions()[edge]).kind() == Transition.Kind.STEP;
    return cycle(law, Violation.Reason.BUSY_WAIT, all, edges, 0);
  }

  /** The actors that can act here without a fault. */
  private long able(int place) {
    long able = 0;
    for (int edge = graph.offsets()[place]; edge < graph.offsets()[place + 1]; edge++) {
      int action = graph.actions()[edge];
      if (!model.actions().get(action).isFault()) {
        able |= actors.bit(action);
      }
    }
    return able;
  }

  private Optional<Violation> cycle(
      Law law, Violation.Reason reason, boolean[] open, IntPredicate edges, long fair) {
    int[] component = Components.of(graph, edges);
    // For each component: who acts in it or can't act somewhere in it, and whether it is a cycle.
    long[] served = new long[graph.places() + 1];
    boolean[] turns = new boolean[graph.places() + 1];
    for (int place = 0; place < component.length; place++) {
      int home = component[place];
      served[home] |= ~able(place);
      for (int edge = graph.offsets()[place]; edge < graph.offsets()[place + 1]; edge++) {
        if (edges.test(edge) && component[graph.targets()[edge]] == home) {
          turns[home] = true;
          served[home] |= actors.bit(graph.actions()[edge]);
        }
      }
    }
    for (int place = 0; place < component.length; place++) {
      int home = component[place];
      if (open[place] && turns[home] && (fair & ~served[home]) == 0) {
        int entry = place;
        IntPredicate inside =
            edge -> edges.test(edge) && component[graph.targets()[edge]] == component[entry];
        return Optional.of(
            new Violation(law.name(), reason, paths.best(entry), lap(entry, inside, fair)));
      }
    }
    return Optional.empty();
  }

  /** Once around: each actor acts or can't act at some place, and the end is the beginning. */
  private List<Violation.Event> lap(int entry, IntPredicate inside, long fair) {
    List<Violation.Event> events = new ArrayList<>();
    int at = entry;
    long owed = fair & able(entry);
    while (owed != 0) {
      long due = owed;
      List<Integer> way =
          way(
              at,
              inside,
              edge ->
                  (due & (actors.bit(graph.actions()[edge]) | ~able(graph.targets()[edge]))) != 0);
      for (int edge : way) {
        at = follow(edge, events);
        owed &= ~(actors.bit(graph.actions()[edge]) | ~able(at));
      }
    }
    if (at != entry || events.isEmpty()) {
      for (int edge : way(at, inside, edge -> graph.targets()[edge] == entry)) {
        at = follow(edge, events);
      }
    }
    return events;
  }

  private int follow(int edge, List<Violation.Event> events) {
    int to = graph.targets()[edge];
    events.add(new Violation.Event(model.actions().get(graph.actions()[edge]), states.get(to)));
    return to;
  }

  /** The shortest way over such edges that ends with one of those wanted. */
  private List<Integer> way(int from, IntPredicate inside, IntPredicate wanted) {
    Map<Integer, Integer> reachedBy = new HashMap<>();
    Map<Integer, Integer> origin = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(from));
    while (!queue.isEmpty()) {
      int place = queue.remove();
      for (int edge = graph.offsets()[place]; edge < graph.offsets()[place + 1]; edge++) {
        if (!inside.test(edge)) {
          continue;
        }
        int to = graph.targets()[edge];
        if (wanted.test(edge)) {
          LinkedList<Integer> way = new LinkedList<>(List.of(edge));
          for (int at = place; at != from; at = origin.get(at)) {
            way.addFirst(reachedBy.get(at));
          }
          return way;
        }
        if (to != from && reachedBy.putIfAbsent(to, edge) == null) {
          origin.put(to, place);
          queue.add(to);
        }
      }
    }
    throw new IllegalStateException("the component is not connected");
  }
}
