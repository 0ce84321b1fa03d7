package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.List;

/**
 * A finite system. A state is one long that is not negative: 63 bits suffice for a handshake of two
 * scripts, and a hash set of single longs is what makes the search fast.
 */
public interface Model {

  /** All actions; {@link Successors} names one by its place here. At most 32,768. */
  List<Transition> actions();

  long initialState();

  /** Adds each action that can happen in this state, with the state that it leads to. */
  void expand(long state, Successors successors);
}
