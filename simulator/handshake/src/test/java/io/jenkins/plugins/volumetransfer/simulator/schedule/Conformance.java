package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.explorer.PathCover;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Successors;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Line;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows a run of the scripts in the model: after each move, which states the model can be in.
 * When there is none, the scripts did what the model does not know.
 */
final class Conformance implements Observer {
  static final String MISSING_INPUT = "an input is missing";

  private final Model model;
  private final ScriptSet scripts;
  private final Successors successors = new Successors();
  private final Set<Followed> followed = new HashSet<>();
  private Set<Long> states;

  /** A step that the model took together with the scripts, and the lines at which it began. */
  record Followed(int action, Line rsync, Line stunnel) {
    static Followed of(PathCover.Edge edge) {
      PodView view = PodView.of(edge.from());
      return new Followed(edge.action(), view.rsync().line(), view.stunnel().line());
    }
  }

  Conformance(Model model, ScriptSet scripts) {
    this.model = model;
    this.scripts = scripts;
    states = Set.of(model.initialState());
  }

  @Override
  public void see(Move move, ScriptPod pod, PodEnvironment world) {
    ScriptView view = ScriptView.of(pod, world, scripts);
    Set<Long> next = new HashSet<>();
    List<PathCover.Edge> steps = new ArrayList<>();
    for (long state : closure(move, world, steps)) {
      if (view.matches(PodView.of(state))) {
        next.add(state);
      }
    }
    if (next.isEmpty()) {
      throw new Disagreement(
          "after `%s: %s`%n  the scripts are at %s%n  the model was at %s"
              .formatted(
                  move.actor(),
                  move.text(),
                  view,
                  states.stream().map(PodView::of).map(String::valueOf).toList()));
    }
    follow(steps, next);
    states = next;
  }

  /** Those that lead to where the scripts are now. */
  private void follow(List<PathCover.Edge> steps, Set<Long> ends) {
    Set<Long> leading = new HashSet<>(ends);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (leading.contains(steps.get(i).to())) {
        leading.add(steps.get(i).from());
        followed.add(Followed.of(steps.get(i)));
      }
    }
  }

  /** So far. */
  Set<Followed> followed() {
    return followed;
  }

  /**
   * All that the model can do by steps of whoever made the move.
   *
   * @param steps gets those, in order
   */
  private Set<Long> closure(Move move, PodEnvironment world, List<PathCover.Edge> steps) {
    Set<Long> found = new HashSet<>(states);
    Deque<Long> open = new ArrayDeque<>(states);
    while (!open.isEmpty()) {
      long from = open.remove();
      successors.clear();
      model.expand(from, successors);
      for (int i = 0; i < successors.size(); i++) {
        Transition action = model.actions().get(successors.action(i));
        if (isPartOf(action, move, world) && found.add(successors.state(i))) {
          open.add(successors.state(i));
          steps.add(new PathCover.Edge(from, successors.action(i), successors.state(i)));
        }
      }
    }
    return found;
  }

  private static boolean isPartOf(Transition action, Move move, PodEnvironment world) {
    if (!action.actor().equals(move.actor())) {
      return false;
    }
    if (action.label().equals(MISSING_INPUT)) {
      return world.inputs.isMissing(move.actor());
    }
    return action.isFault() == move.rank().isFault()
        && (!action.isFault() || move.text().contains(action.label()));
  }

  @Override
  public String memory() {
    return new TreeSet<>(states).toString();
  }

  /** The model and the scripts do not agree. */
  static final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1;

    Disagreement(String text) {
      super(text);
    }
  }
}
