package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Exploration;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Our scripts when certain faults strike, one after the other, each in its stretch; all schedules
 * of that, but for what real time rules out:
 *
 * <ul>
 *   <li>A timeout is minutes: it is over only once the other container waits too, or has ended.
 *   <li>What is left of a copy takes longer than a script that ends by a signal.
 *   <li>A connection that breaks ends its rsync sooner than the kubelet starts a sidecar again.
 *   <li>The grace period of a pod is seconds: a sidecar does not outlast it.
 * </ul>
 *
 * @param blows at most 3
 * @param clocks whose timeouts may be over; those of the others never are, so that a run that would
 *     have to wait for one does not end, and is found
 */
public record InjectionPlan(Topology topology, List<Injection> blows, Set<Clock> clocks) {
  public static final String RIGHT = "once all has struck, the containers end as they must";
  public static final String REACHED = "that end is reached";

  /** The bound of a wait. */
  public enum Clock {
    /** rsync's container waits for the tunnel. */
    TUNNEL(OutsideActors.CLOCK_OF_RSYNC, s -> S.isOver(s) || S.line().get(s) >= Line.ASK.ordinal()),
    /** stunnel's container waits for the start of rsync's. */
    RSYNC_START(OutsideActors.CLOCK_OF_STUNNEL, R::isOver);

    private final String actor;
    private final ModelStep.When over;

    Clock(String actor, ModelStep.When over) {
      this.actor = actor;
      this.over = over;
    }
  }

  /**
   * What was found.
   *
   * @param ends all ends of runs in which everything has struck
   */
  public record Outcome(Exploration exploration, Set<PodEnd> ends) {}

  public InjectionPlan {
    blows = List.copyOf(blows);
    clocks = Set.copyOf(clocks);
  }

  /** What the counterexamples are of. */
  public Variant variant() {
    return Variant.ours(topology, blows.size()).with();
  }

  /** Explores all schedules; {@link #RIGHT}, {@link #REACHED} and {@link Laws#L1} are checked. */
  public Outcome judge(Predicate<PodEnd> right) {
    Set<PodEnd> ends = new LinkedHashSet<>();
    Law.States wrong =
        s -> {
          PodEnd end = PodEnd.of(s);
          ends.add(end);
          return !right.test(end);
        };
    List<Law> laws =
        List.of(
            new Law.Always(RIGHT, s -> !isFinal(s) || !wrong.contain(s)),
            new Law.Sometimes(REACHED, s -> isFinal(s) && right.test(PodEnd.of(s))),
            new Law.Ends(Laws.L1, PodEnd::isReached));
    return new Outcome(Explorer.explore(model(), laws), ends);
  }

  private static boolean isFinal(long s) {
    return Pod.BUDGET.is(s, 0) && PodEnd.isReached(s);
  }

  private HandshakeModel model() {
    Table table = HandshakeModel.table(variant());
    table.others.replaceAll(this::inTime);
    if (variant().isSidecar()) {
      KubeletOfSidecar.addGracePeriod(table);
    }
    for (int i = 0; i < blows.size(); i++) {
      Injection blow = blows.get(i);
      // So each strikes once, and none before its turn.
      int left = blows.size() - i;
      table.addFaults(
          HandshakeModel.table(variant().with(blow.fault())),
          s -> Pod.BUDGET.is(s, left) && blow.stretch().contains(s));
    }
    return HandshakeModel.of(table, variant());
  }

  private ModelStep inTime(ModelStep step) {
    if (step.action().label().equals(OutsideActors.COPIED)) {
      return Table.onlyWhen(
          step, s -> !S.isInterrupted(s) && S.line().get(s) < Line.TRAP.ordinal());
    }
    if (step.action().label().equals(KubeletOfSidecar.RESTART)) {
      return Table.onlyWhen(step, s -> !Pod.is(s, Rsync.RUNNING));
    }
    if (step.action().label().equals(KubeletOfSidecar.CUT)) {
      // So the connection of each rsync that runs is by the present stunnel.
      return Table.onlyWhen(step, s -> false);
    }
    for (Clock clock : Clock.values()) {
      if (clock.actor.equals(step.action().actor())) {
        return Table.onlyWhen(step, clocks.contains(clock) ? clock.over : s -> false);
      }
    }
    return step;
  }
}
