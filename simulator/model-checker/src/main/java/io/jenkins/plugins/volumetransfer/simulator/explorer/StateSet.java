package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.Arrays;

/**
 * States in the order in which they were found, each once. Open addressing over primitive arrays,
 * at most half full; no object per state.
 */
final class StateSet {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private long[] ordered = new long[1 << 12];
  private int size;

  /** A state plus 1, so that 0 is an empty slot. */
  private long[] keys = new long[1 << 13];

  private int shift = 64 - 13;

  /** Beside each key its place in the order; no search asks for that, so it is filled in later. */
  private int[] places = {};

  private int placed;

  int size() {
    return size;
  }

  long get(int place) {
    return ordered[place];
  }

  /** Returns whether the state is new. */
  boolean add(long state) {
    long key = state + 1;
    int mask = keys.length - 1;
    int slot = slotOf(key);
    for (long there = keys[slot]; there != 0; there = keys[slot]) {
      if (there == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    if (size == ordered.length) {
      ordered = Arrays.copyOf(ordered, 2 * size);
    }
    ordered[size++] = state;
    if (2 * size > keys.length) {
      grow();
    }
    return true;
  }

  /** The place of a state that is known. */
  int placeOf(long state) {
    if (placed != size) {
      fillPlaces();
    }
    return places[slotWith(state + 1)];
  }

  private void fillPlaces() {
    places = new int[keys.length];
    for (int place = 0; place < size; place++) {
      places[slotWith(ordered[place] + 1)] = place;
    }
    placed = size;
  }

  private int slotWith(long key) {
    int slot = slotOf(key);
    while (keys[slot] != key) {
      if (keys[slot] == 0) {
        throw new IllegalArgumentException("never found: " + (key - 1));
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private int slotOf(long key) {
    return (int) (((key ^ (key >>> 29)) * GOLDEN_RATIO) >>> shift);
  }

  private void grow() {
    int length = 2 * keys.length;
    shift--;
    keys = new long[length];
    for (int place = 0; place < size; place++) {
      long key = ordered[place] + 1;
      int slot = slotOf(key);
      while (keys[slot] != 0) {
        slot = (slot + 1) & (length - 1);
      }
      keys[slot] = key;
    }
  }
}
