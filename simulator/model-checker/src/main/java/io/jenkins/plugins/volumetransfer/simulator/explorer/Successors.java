package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.Arrays;

/** What {@link Model#expand} has found; one object is used for the whole search. */
public final class Successors {
  private int[] actions = new int[64];
  private long[] states = new long[64];
  private int size;

  public void add(int action, long state) {
    if (size == states.length) {
      actions = Arrays.copyOf(actions, 2 * size);
      states = Arrays.copyOf(states, 2 * size);
    }
    actions[size] = action;
    states[size++] = state;
  }

  public int size() {
    return size;
  }

  public int action(int place) {
    return actions[place];
  }

  public long state(int place) {
    return states[place];
  }

  /** Before each use. */
  public void clear() {
    size = 0;
  }
}
