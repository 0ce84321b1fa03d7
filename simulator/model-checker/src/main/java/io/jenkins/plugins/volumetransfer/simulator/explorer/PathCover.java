package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs of a model, from its initial state, that together take each of its steps; or, where those
 * are too many, one step of each kind. Greedy: each run goes on to the nearest step that none has
 * taken. For models of some ten thousand states.
 */
public final class PathCover {

  /** One step of a run. */
  public record Edge(long from, int action, long to) {}

  /** Steps that are as good as each other. */
  @FunctionalInterface
  public interface Kind {
    Object of(Edge edge);
  }

  private final Kind kind;
  private final int lengthMax;
  private final Map<Long, List<Edge>> edges = new HashMap<>();
  private final Set<Object> open = new HashSet<>();

  private PathCover(Model model, Kind kind, int lengthMax) {
    this.kind = kind;
    this.lengthMax = lengthMax;
    explore(model);
  }

  /**
   * @param lengthMax a run ends after so many steps at the latest
   */
  public static List<List<Edge>> of(Model model, Kind kind, int lengthMax) {
    return new PathCover(model, kind, lengthMax).paths(model.initialState());
  }

  private void explore(Model model) {
    Deque<Long> states = new ArrayDeque<>(List.of(model.initialState()));
    Successors successors = new Successors();
    edges.put(model.initialState(), List.of());
    while (!states.isEmpty()) {
      long from = states.remove();
      successors.clear();
      model.expand(from, successors);
      List<Edge> out = new ArrayList<>();
      for (int i = 0; i < successors.size(); i++) {
        Edge edge = new Edge(from, successors.action(i), successors.state(i));
        if (edge.to() != from) {
          out.add(edge);
          open.add(kind.of(edge));
        }
        if (!edges.containsKey(edge.to())) {
          edges.put(edge.to(), List.of());
          states.add(edge.to());
        }
      }
      edges.put(from, out);
    }
  }

  private List<List<Edge>> paths(long initial) {
    List<List<Edge>> paths = new ArrayList<>();
    while (!open.isEmpty()) {
      List<Edge> path = new ArrayList<>();
      long at = initial;
      List<Edge> next = toNearestOpen(at);
      if (next.isEmpty()) {
        throw new IllegalStateException("steps that no run takes: " + open.size());
      }
      do {
        path.addAll(next);
        next.forEach(edge -> open.remove(kind.of(edge)));
        at = path.get(path.size() - 1).to();
        next = path.size() < lengthMax ? toNearestOpen(at) : List.of();
      } while (!next.isEmpty());
      path.addAll(toEnd(at));
      paths.add(path);
    }
    return paths;
  }

  private List<Edge> toNearestOpen(long from) {
    return search(from, edge -> open.contains(kind.of(edge)));
  }

  /** So that each run is whole: to a state that nothing leaves. */
  private List<Edge> toEnd(long from) {
    return edges.get(from).isEmpty()
        ? List.of()
        : search(from, edge -> edges.get(edge.to()).isEmpty());
  }

  @FunctionalInterface
  private interface Goal {
    boolean isMet(Edge edge);
  }

  /** Breadth first; empty if there is none. */
  private List<Edge> search(long from, Goal goal) {
    Map<Long, Edge> origins = new HashMap<>();
    Deque<Long> states = new ArrayDeque<>(List.of(from));
    while (!states.isEmpty()) {
      long state = states.remove();
      for (Edge edge : edges.get(state)) {
        boolean isNew = edge.to() != from && !origins.containsKey(edge.to());
        if (goal.isMet(edge)) {
          List<Edge> path = new ArrayList<>(List.of(edge));
          for (long at = state; at != from; at = origins.get(at).from()) {
            path.add(origins.get(at));
          }
          Collections.reverse(path);
          return path;
        }
        if (isNew) {
          origins.put(edge.to(), edge);
          states.add(edge.to());
        }
      }
    }
    return List.of();
  }
}
