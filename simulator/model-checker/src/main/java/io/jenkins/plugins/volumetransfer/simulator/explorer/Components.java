package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.function.IntPredicate;

/** Strongly connected components of a part of a graph, by Tarjan's algorithm without recursion. */
final class Components {
  private static final int UNSEEN = 0;

  private final Graph graph;
  private final IntPredicate edges;
  private final int[] component;
  private final int[] index;
  private final int[] low;
  private final int[] next;
  private final IntList stack = new IntList();
  private final IntList calls = new IntList();
  private int counter;
  private int components;

  private Components(Graph graph, IntPredicate edges) {
    this.graph = graph;
    this.edges = edges;
    component = new int[graph.places()];
    index = new int[graph.places()];
    low = new int[graph.places()];
    next = new int[graph.places()];
  }

  /** The number of each place's component, from 1; only these edges of the graph are there. */
  static int[] of(Graph graph, IntPredicate edges) {
    Components components = new Components(graph, edges);
    for (int place = 0; place < graph.places(); place++) {
      if (components.low[place] == UNSEEN) {
        components.visit(place);
      }
    }
    return components.component;
  }

  private void visit(int root) {
    enter(root);
    while (calls.size() > 0) {
      int place = calls.get(calls.size() - 1);
      if (next[place] < graph.offsets()[place + 1]) {
        int edge = next[place]++;
        int to = graph.targets()[edge];
        if (!edges.test(edge)) {
          continue;
        }
        if (low[to] == UNSEEN) {
          enter(to);
        } else if (component[to] == 0) {
          low[place] = Math.min(low[place], index[to]);
        }
      } else {
        leave(place);
      }
    }
  }

  private void enter(int place) {
    index[place] = ++counter;
    low[place] = counter;
    next[place] = graph.offsets()[place];
    stack.add(place);
    calls.add(place);
  }

  private void leave(int place) {
    calls.removeLast();
    if (low[place] == index[place]) {
      components++;
      int member;
      do {
        member = stack.removeLast();
        component[member] = components;
      } while (member != place);
    }
    if (calls.size() > 0) {
      int caller = calls.get(calls.size() - 1);
      low[caller] = Math.min(low[caller], low[place]);
    }
  }
}
