package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.explorer.PathCover;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Successors;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Line;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leads the scripts along a run of the model, step by step: what the model does must be possible,
 * must look the same afterwards, and whoever can act in the model must be able to act in the
 * scripts.
 */
final class ModelReplay implements Scheduler, Observer {
  /** A step of the model is never more commands than these. */
  private static final int COMMANDS_MAX = 40;

  private static final Set<String> SCRIPTS = Set.of("rsync", "stunnel");

  private final Model model;
  private final ScriptSet scripts;
  private final List<PathCover.Edge> path;
  private Optional<ScriptView> view = Optional.empty();
  private int place;
  private int commands;
  private boolean hasActed;

  ModelReplay(Model model, ScriptSet scripts, List<PathCover.Edge> path) {
    this.model = model;
    this.scripts = scripts;
    this.path = path;
  }

  @Override
  public void see(Move move, ScriptPod pod, PodEnvironment world) {
    view = Optional.of(ScriptView.of(pod, world, scripts));
  }

  @Override
  public int choose(int step, List<Move> moves) {
    while (place < path.size() && isTaken()) {
      compareActors(moves);
      advance();
    }
    if (place == path.size()) {
      return 0;
    }
    int choice = next(moves);
    if (choice < 0 || ++commands > COMMANDS_MAX) {
      throw disagreement("the scripts can't do it; they can " + texts(moves));
    }
    return choice;
  }

  private void advance() {
    place++;
    commands = 0;
    hasActed = false;
  }

  /** To be called once the schedule has ended, as no more choice is asked for then. */
  void finish() {
    while (place < path.size() && isTaken()) {
      advance();
    }
    // What may still happen to the network then is of no matter.
    if (place < path.size() && !isOver(PodView.of(path.get(place).from()))) {
      throw disagreement("the scripts have ended");
    }
  }

  private static boolean isOver(PodView state) {
    Set<Line> over = Set.of(Line.ENDED, Line.ABSENT);
    return over.contains(state.rsync().line()) && over.contains(state.stunnel().line());
  }

  private int next(List<Move> moves) {
    Transition action = action(path.get(place).action());
    int missing = find(moves, this::decidesInput);
    if (missing >= 0) {
      return missing;
    }
    boolean isFault = action.isFault() && !isMissingInput(action);
    int choice = find(moves, move -> isPartOf(action, isFault, move));
    hasActed = choice >= 0;
    // The model fails a command as it comes to it; the scripts must first come to it.
    return !hasActed && isFault && SCRIPTS.contains(action.actor())
        ? find(moves, move -> isPartOf(action, false, move))
        : choice;
  }

  private Transition action(int number) {
    return model.actions().get(number);
  }

  private static boolean isMissingInput(Transition action) {
    return action.label().equals(Conformance.MISSING_INPUT);
  }

  /** What a container will miss is decided before it is started. */
  private boolean decidesInput(Move move) {
    return move.text().startsWith("an input of")
        && path.stream()
            .map(edge -> action(edge.action()))
            .anyMatch(action -> isMissingInput(action) && action.actor().equals(move.actor()));
  }

  private static int find(List<Move> moves, Predicate<Move> wanted) {
    for (int i = 0; i < moves.size(); i++) {
      if (wanted.test(moves.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isPartOf(Transition action, boolean isFault, Move move) {
    boolean isNamed = isFault || !(isOfScript(action) || isHelper(action.actor()));
    return move.actor().equals(action.actor())
        && move.rank().isFault() == isFault
        && (!isNamed || move.text().contains(action.label()));
  }

  private static boolean isOfScript(Transition action) {
    return SCRIPTS.contains(action.actor());
  }

  private static boolean isHelper(String actor) {
    return actor.startsWith("clock") || actor.startsWith("watcher");
  }

  /** A script's step may be of no command that asks; anything else is one move at least. */
  private boolean isTaken() {
    Transition action = action(path.get(place).action());
    boolean mayBeUnseen = isOfScript(action) && (!action.isFault() || isMissingInput(action));
    return (hasActed || mayBeUnseen) && view.filter(this::isThere).isPresent();
  }

  private boolean isThere(ScriptView seen) {
    long state = path.get(place).to();
    return seen.matches(PodView.of(state)) || endings(state).anyMatch(seen::matches);
  }

  /**
   * Where scripts that are in their EXIT traps will come by themselves. Where a signal has struck
   * at a line that asks, bash runs all of the trap before any other line asks.
   */
  private Stream<PodView> endings(long state) {
    Set<Long> found = new HashSet<>(List.of(state));
    Deque<Long> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      long from = open.remove();
      forEach(
          from,
          (action, to) -> {
            if (!action.isFault() && isEnding(action, PodView.of(from)) && found.add(to)) {
              open.add(to);
            }
          });
    }
    return found.stream().map(PodView::of);
  }

  private static boolean isEnding(Transition action, PodView state) {
    return isOfScript(action)
        && container(action.actor(), state).line().ordinal() >= Line.TRAP.ordinal();
  }

  private static PodView.ContainerView container(String actor, PodView state) {
    return actor.endsWith("stunnel") ? state.stunnel() : state.rsync();
  }

  @FunctionalInterface
  private interface Step {
    void take(Transition action, long to);
  }

  private void forEach(long from, Step step) {
    Successors successors = new Successors();
    model.expand(from, successors);
    for (int i = 0; i < successors.size(); i++) {
      step.take(action(successors.action(i)), successors.state(i));
    }
  }

  /** Timers and watchers that the model has done with live on in the scripts for a while. */
  private void compareActors(List<Move> moves) {
    long state = path.get(place).to();
    if (!view.filter(seen -> seen.matches(PodView.of(state))).isPresent()) {
      return;
    }
    Set<String> inModel = new TreeSet<>();
    forEach(
        state,
        (action, to) -> {
          if (!action.isFault() && !isLeftOver(action.actor(), PodView.of(state))) {
            inModel.add(action.actor());
          }
        });
    Set<String> inScripts = moves.stream().map(Move::actor).collect(Collectors.toSet());
    if (!inScripts.containsAll(inModel)) {
      throw disagreement(
          "then in the model %s can act, in the scripts %s".formatted(inModel, inScripts));
    }
  }

  private static boolean isLeftOver(String actor, PodView state) {
    Line line = container(actor, state).line();
    return isHelper(actor) && (line.ordinal() >= Line.TRAP.ordinal() || line == Line.ENDED);
  }

  private static List<String> texts(List<Move> moves) {
    return moves.stream().map(move -> move.actor() + ": " + move.text()).toList();
  }

  private Conformance.Disagreement disagreement(String what) {
    int last = Math.min(place, path.size() - 1);
    String steps =
        path.subList(0, last + 1).stream()
            .map(edge -> action(edge.action()))
            .map(action -> "%n    %s: %s".formatted(action.actor(), action.label()))
            .collect(Collectors.joining());
    return new Conformance.Disagreement(
        "the model does%s%n  and is at %s%n  the scripts are at %s%n  %s"
            .formatted(
                steps,
                PodView.of(path.get(last).to()),
                view.map(String::valueOf).orElse("their beginning"),
                what));
  }
}
