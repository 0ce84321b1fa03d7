package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real scripts, schedule after schedule, while the model follows: what they do must be one of
 * its behaviours. A schedule that is not throws, and names its token. With those of {@link TieTest}
 * each build runs 20,000.
 */
class SchedulesTest {
  // More than cores, as each waits for its scripts now and then.
  private static final int THREADS = 3;
  private static final int MODEL_BUDGET = 3;

  @ParameterizedTest
  @CsvSource({"SEPARATE, 8000", "SIDECAR, 4200", "SINGLE, 2500"})
  @DisplayName("no schedule of the real scripts breaks a law or leaves the model")
  void enumerated(Topology topology, int count) throws IOException, InterruptedException {
    Setting setting = new Setting(topology, Setting.USUAL, 2, false);
    report(topology, "enumerated", schedules(topology, setting, count, true));
  }

  @ParameterizedTest
  @CsvSource({"SEPARATE, 400", "SIDECAR, 200", "SINGLE, 200"})
  @DisplayName("no law breaks where signals strike between any two commands")
  void atEveryLine(Topology topology, int count) throws IOException, InterruptedException {
    Setting setting = new Setting(topology, Setting.USUAL, 2, true);
    report(topology, "at random, every line", schedules(topology, setting, count, false));
  }

  private static Schedules.Found schedules(
      Topology topology, Setting setting, int count, boolean isEnumerated)
      throws IOException, InterruptedException {
    Model model = HandshakeModel.of(Variant.ours(topology, MODEL_BUDGET));
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      ScriptSet scripts = directory.of(topology);
      return isEnumerated
          ? new Schedules(scripts, setting, THREADS, () -> new Tie(model, scripts)).enumerate(count)
          : new Schedules(scripts, setting, THREADS).random(1, count);
    }
  }

  private static void report(Topology topology, String what, Schedules.Found found) {
    System.out.printf(
        "%-9s %,7d schedules %s, %,9d steps, %d ways to end, broken: %s%n",
        topology, found.schedules(), what, found.steps(), found.ends().size(), found.broken());
    assertThat(found.broken()).isEmpty();
    assertThat(found.ends()).hasSizeGreaterThan(5);
  }
}
