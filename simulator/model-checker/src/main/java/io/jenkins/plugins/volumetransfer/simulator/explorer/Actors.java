package io.jenkins.plugins.volumetransfer.simulator.explorer;

import java.util.ArrayList;
import java.util.List;

/** The actors of a model, numbered. */
final class Actors {
  private final List<String> names = new ArrayList<>();
  private final int[] byAction;

  private Actors(List<Transition> actions) {
    byAction = new int[actions.size()];
    for (int i = 0; i < byAction.length; i++) {
      String name = actions.get(i).actor();
      if (!names.contains(name)) {
        names.add(name);
      }
      byAction[i] = names.indexOf(name);
    }
    if (names.size() > Long.SIZE) {
      throw new IllegalArgumentException("more than 64 actors: " + names.size());
    }
  }

  static Actors of(Model model) {
    return new Actors(model.actions());
  }

  int count() {
    return names.size();
  }

  int of(int action) {
    return byAction[action];
  }

  long bit(int action) {
    return 1L << byAction[action];
  }
}
