package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Recording;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptDirectory;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Setting;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Token;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One schedule of our scripts in bash, to look at.
 *
 * @param option that asks for it
 * @param name which
 */
record OneSchedule(String option, String name, Recorder recorder) implements Simulation {
  /** How many faults may strike in one that is drawn. */
  private static final int BUDGET = 2;

  /** Runs a schedule from its beginning to its end. */
  interface Recorder {
    /**
     * @throws IllegalArgumentException if there is no such schedule of these scripts
     */
    Recorded record(ScriptDirectory scripts) throws IOException;
  }

  /** What is seen, and whether all laws held in it. */
  record Recorded(Timeline timeline, SimulationResult.Outcome outcome) {
    static Recorded of(Recording recording, Topology topology, String name) {
      return new Recorded(
          recording.timeline("The real scripts, " + lower(topology) + ", " + name),
          recording.isLawful()
              ? SimulationResult.Outcome.AS_EXPECTED
              : SimulationResult.Outcome.OTHERWISE);
    }
  }

  /** Draws each choice from the seed: the same seed, the same schedule. */
  static OneSchedule random(Topology topology, long seed) {
    Setting setting = new Setting(topology, Setting.USUAL, BUDGET, false);
    String name = "seed " + seed;
    return new OneSchedule(
        "--seed",
        name + ", " + lower(topology),
        scripts ->
            Recorded.of(Recording.random(scripts.of(topology), setting, seed), topology, name));
  }

  /** What a timeline gave as its token. */
  static OneSchedule replay(String text) {
    return new OneSchedule(
        "--replay",
        "replay of " + text,
        scripts -> {
          Token token = Token.parse(text);
          Topology topology = token.setting().topology();
          return Recorded.of(Recording.replay(scripts.of(topology), token), topology, "replay");
        });
  }

  private static String lower(Topology topology) {
    return topology.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public SimulationResult run(Watcher watcher) {
    watcher.begins(name);
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      Recorded recorded = recorder.record(scripts);
      return new SimulationResult(
          "A schedule of the real scripts",
          name,
          Optional.empty(),
          List.of(),
          List.of(recorded.timeline()),
          recorded.outcome());
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("the scripts can't be run: " + e.getMessage(), e);
    }
  }
}
