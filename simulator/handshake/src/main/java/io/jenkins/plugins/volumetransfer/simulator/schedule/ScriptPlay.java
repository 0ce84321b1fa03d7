package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Injection;
import io.jenkins.plugins.volumetransfer.simulator.handshake.InjectionPlan;
import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The real scripts when certain faults strike, one after the other, each in its stretch; in one
 * schedule that goes the usual way otherwise, and in some that are drawn.
 *
 * @param rsyncCode what rsync ends with where it fails by itself
 * @param late what is late
 * @param clocks whose timeouts may be over, as in {@link InjectionPlan}
 */
public record ScriptPlay(
    Topology topology,
    List<Injection> blows,
    int rsyncCode,
    Set<Latency> late,
    Set<InjectionPlan.Clock> clocks) {

  /** One schedule, and how many of the blows came. */
  public record Run(Token token, ScheduleResult outcome, int struck) {}

  public ScriptPlay {
    blows = List.copyOf(blows);
    late = Set.copyOf(late);
    clocks = Set.copyOf(clocks);
  }

  /**
   * The usual one, then those that are drawn.
   *
   * @param drawn how many, from the seeds 1, 2, and so on
   */
  public List<Run> perform(ScriptRunner runner, int drawn) {
    return IntStream.rangeClosed(0, drawn).mapToObj(seed -> run(runner, seed)).toList();
  }

  private Run run(ScriptRunner runner, long seed) {
    FaultInjector stage = new FaultInjector(this, seed);
    ScheduleResult outcome = runner.run(setting(), stage, stage, false);
    return new Run(Token.of(setting(), outcome), outcome, stage.struck());
  }

  private Setting setting() {
    Set<ModelFault> faults = EnumSet.noneOf(ModelFault.class);
    blows.forEach(blow -> faults.add(blow.fault()));
    return new Setting(topology, faults, blows.size(), false, rsyncCode);
  }
}
