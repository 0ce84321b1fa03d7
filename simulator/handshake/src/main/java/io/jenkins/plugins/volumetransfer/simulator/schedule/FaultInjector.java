package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Injection;
import io.jenkins.plugins.volumetransfer.simulator.handshake.InjectionPlan;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Lets the blows of a play strike, each as soon as it can in its stretch, or, where choices are
 * drawn, a few steps later. What would end the stretch waits until then.
 *
 * <p>Real time rules some things out, as in {@link InjectionPlan}: a timeout is minutes, and what
 * is left of a copy takes longer than a script that ends.
 */
final class FaultInjector implements Scheduler, Observer {
  private static final int DELAY_STEPS_MAX = 8;
  private static final double DEVIATING_MAX = 0.3;
  private static final long LATE_MS = 3_000;

  private final ScriptPlay play;
  private final Random random;
  private final double deviating;
  private final Map<String, Long> firstSeenMs = new HashMap<>();
  private Optional<RunProgress> scene = Optional.empty();
  private int struck;
  private int delay;

  /**
   * @param seed 0: no choice is drawn
   */
  FaultInjector(ScriptPlay play, long seed) {
    this.play = play;
    random = new Random(seed);
    deviating = seed == 0 ? 0 : random.nextDouble() * DEVIATING_MAX;
    delay = delay();
  }

  int struck() {
    return struck;
  }

  private int delay() {
    return deviating > 0 ? random.nextInt(DELAY_STEPS_MAX) : 0;
  }

  @Override
  public void begin(ScriptPod pod, PodEnvironment world) {
    scene = Optional.of(new RunProgress(pod, world));
  }

  @Override
  public void see(Move move, ScriptPod pod, PodEnvironment world) {
    // What there is to see is looked at when the next move is chosen.
  }

  @Override
  public int choose(int step, List<Move> moves) {
    RunProgress now = scene.orElseThrow();
    moves.forEach(move -> firstSeenMs.putIfAbsent(key(move), now.clockMs()));
    int[] usual = which(moves, move -> !move.rank().isFault());
    int[] timely = which(moves, move -> !move.rank().isFault() && isTimely(move, moves, now));
    OptionalInt blow = blow(moves, now);
    if (blow.isPresent() && (timely.length == 0 || !mayWait() || delay-- == 0)) {
      struck++;
      delay = delay();
      return blow.getAsInt();
    }
    int[] possible = which(moves, move -> !move.rank().isFault() && !isHidden(move, now));
    return draw(timely.length > 0 ? timely : possible.length > 0 ? possible : usual);
  }

  private int draw(int[] choices) {
    return random.nextDouble() < deviating ? choices[random.nextInt(choices.length)] : choices[0];
  }

  private static int[] which(List<Move> moves, Predicate<Move> wanted) {
    return IntStream.range(0, moves.size()).filter(i -> wanted.test(moves.get(i))).toArray();
  }

  private Optional<Injection> next() {
    return struck < play.blows().size() ? Optional.of(play.blows().get(struck)) : Optional.empty();
  }

  private OptionalInt blow(List<Move> moves, RunProgress now) {
    return next()
        .filter(blow -> now.isIn(blow.stretch()))
        .map(blow -> IntStream.of(which(moves, move -> move.isOf(blow.fault()))).findFirst())
        .orElse(OptionalInt.empty());
  }

  /** Whether the stretch lasts until it strikes. */
  private boolean mayWait() {
    return next().filter(blow -> RunProgress.canLast(blow.stretch())).isPresent();
  }

  private boolean isTimely(Move move, List<Move> moves, RunProgress now) {
    return !isHidden(move, now)
        && !isLate(move, now)
        && next().filter(blow -> RunProgress.ends(blow.stretch(), move)).isEmpty()
        && !(struck > 0
            && RunProgress.isCopied(move)
            && moves.stream().anyMatch(FaultInjector::isStep));
  }

  private static boolean isStep(Move move) {
    return move.rank() == Move.Rank.STEP;
  }

  private boolean isLate(Move move, RunProgress now) {
    return play.late().stream().anyMatch(late -> late.isAbout(move))
        && now.clockMs() < firstSeenMs.get(key(move)) + LATE_MS;
  }

  private static String key(Move move) {
    return move.process() + move.actor() + move.text();
  }

  /**
   * A timeout that is not over yet; and each rsync that runs has its connection by this stunnel.
   * The kubelet learns of an end so late that a script has its traps by then; one that has not
   * would be ended by its grace period, which is not played here.
   */
  private boolean isHidden(Move move, RunProgress now) {
    if (move.actor().equals(OutsideMoves.FOR_POD)) {
      return now.isStunnelDeaf();
    }
    if (move.text().equals(OutsideMoves.CUT)) {
      return true;
    }
    if (move.text().equals(OutsideMoves.RESTART)) {
      return now.isIn(Interval.ANY_COPY);
    }
    if (move.actor().equals("clock of rsync")) {
      return !play.clocks().contains(InjectionPlan.Clock.TUNNEL) || !now.isStunnelWaiting();
    }
    return move.actor().equals("clock of stunnel")
        && (!play.clocks().contains(InjectionPlan.Clock.RSYNC_START)
            || !now.isOver(ScriptContainer.RSYNC));
  }
}
