package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.Arrays;

/** Primitive ints in order. */
final class IntList {
  private int[] values = new int[16];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int get(int place) {
    return values[place];
  }

  int removeLast() {
    return values[--size];
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }
}
