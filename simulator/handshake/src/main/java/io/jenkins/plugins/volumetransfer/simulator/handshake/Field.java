package io.jenkins.plugins.volumetransfer.simulator.handshake;

/**
 * Some bits of a state. A record, as the compiler takes the components of a constant record for
 * constants.
 */
record Field(int shift, int mask) {

  int get(long state) {
    return (int) (state >>> shift) & mask;
  }

  long set(long state, int value) {
    return (state & ~((long) mask << shift)) | ((long) value << shift);
  }

  boolean is(long state, int value) {
    return get(state) == value;
  }

  /** For a field of one bit. */
  boolean on(long state) {
    return (state >>> shift & 1) != 0;
  }

  long raise(long state) {
    return state | 1L << shift;
  }

  long clear(long state) {
    return state & ~((long) mask << shift);
  }
}
