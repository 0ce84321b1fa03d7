package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Blow;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Fault;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Play;
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
 * @param clocks whose timeouts may be over, as in {@link Play}
 */
public record ScriptPlay(
    Topology topology,
    List<Blow> blows,
    int rsyncCode,
    Set<Lateness> late,
    Set<Play.Clock> clocks) {

  /** One schedule, and how many of the blows came. */
  public record Run(Token token, Outcome outcome, int struck) {}

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
    Stage stage = new Stage(this, seed);
    Outcome outcome = runner.run(setting(), stage, stage, false);
    return new Run(Token.of(setting(), outcome), outcome, stage.struck());
  }

  private Setting setting() {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    blows.forEach(blow -> faults.add(blow.fault()));
    return new Setting(topology, faults, blows.size(), false, rsyncCode);
  }
}
