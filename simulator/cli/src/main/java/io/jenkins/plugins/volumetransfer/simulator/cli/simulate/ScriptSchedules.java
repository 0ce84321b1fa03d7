package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.schedule.Recording;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptDirectory;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptSet;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Setting;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Token;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Those of our scripts, in bash. */
final class ScriptSchedules implements ScheduleSource {
  /** How many faults may strike in one that is drawn. */
  private static final int BUDGET = 2;

  @FunctionalInterface
  private interface Recorder {
    Recording record(ScriptSet scripts) throws IOException;
  }

  @Override
  public Run random(Topology topology, long seed) {
    Setting setting = new Setting(topology, Setting.USUAL, BUDGET, false);
    return run("seed " + seed, setting, scripts -> Recording.random(scripts, setting, seed));
  }

  @Override
  public Run replay(String text) {
    Token token = Token.parse(text);
    return run("replay", token.setting(), scripts -> Recording.replay(scripts, token));
  }

  private static Run run(String name, Setting setting, Recorder recorder) {
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      Recording recording = recorder.record(scripts.of(setting.topology()));
      String topology = setting.topology().name().toLowerCase(Locale.ROOT);
      return new Run(
          recording.timeline("The real scripts, " + topology + ", " + name),
          recording.isLawful()
              ? SimulationResult.Outcome.AS_EXPECTED
              : SimulationResult.Outcome.OTHERWISE);
    } catch (IOException e) {
      throw new UncheckedIOException("the scripts can't be run: " + e.getMessage(), e);
    }
  }
}
