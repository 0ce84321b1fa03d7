package io.jenkins.plugins.volumetransfer.engine;

import java.util.List;

/** The state after an event, and what is to be done. */
public record Decision<S>(S state, List<Action> actions) {
  public Decision {
    actions = List.copyOf(actions);
  }
}
