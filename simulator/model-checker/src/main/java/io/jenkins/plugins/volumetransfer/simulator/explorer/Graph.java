package io.jenkins.plugins.volumetransfer.simulator.explorer;

/**
 * All steps between the states that were found, as compressed rows.
 *
 * @param offsets where the steps of a place begin; one more than places
 * @param targets the place that each step leads to
 * @param actions the action of each step
 */
record Graph(int[] offsets, int[] targets, short[] actions) {

  static Graph of(Model model, StateSet states, long transitions) {
    int[] offsets = new int[states.size() + 1];
    int[] targets = new int[Math.toIntExact(transitions)];
    short[] actions = new short[targets.length];
    Successors successors = new Successors();
    int edge = 0;
    for (int place = 0; place < states.size(); place++) {
      successors.clear();
      model.expand(states.get(place), successors);
      for (int i = 0; i < successors.size(); i++) {
        targets[edge] = states.placeOf(successors.state(i));
        actions[edge++] = (short) successors.action(i);
      }
      offsets[place + 1] = edge;
    }
    return new Graph(offsets, targets, actions);
  }

  int places() {
    return offsets.length - 1;
  }
}
