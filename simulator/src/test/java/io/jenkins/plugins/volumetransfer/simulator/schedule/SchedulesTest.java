package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real scripts, schedule after schedule, while the model follows: what they do must be one of
 * its behaviours. A schedule that is not throws, and names its token. With those of {@link TieTest}
 * the exhaustive run has 20,000; {@code -Dsearch.cpu.seconds} bounds each of its searches.
 */
class SchedulesTest {
  // More than cores, as each waits for its scripts now and then.
  private static final int THREADS = 3;
  private static final int MODEL_BUDGET = 3;

  @ParameterizedTest
  @CsvSource({"SEPARATE, 300", "SIDECAR, 200", "SINGLE, 200"})
  @DisplayName("some schedules of the real scripts break no law and do not leave the model")
  void some(Topology topology, int count) throws IOException, InterruptedException {
    enumerate(topology, count);
  }

  @ParameterizedTest
  @CsvSource({"SEPARATE, 8000", "SIDECAR, 4200", "SINGLE, 2500"})
  @Tag("exhaustive")
  @DisplayName("no schedule of the real scripts breaks a law or leaves the model")
  void enumerated(Topology topology, int count) throws IOException, InterruptedException {
    enumerate(topology, count);
  }

  private static void enumerate(Topology topology, int count)
      throws IOException, InterruptedException {
    Setting setting = new Setting(topology, Setting.USUAL, 2, false);
    Model model = HandshakeModel.of(Variant.ours(topology, MODEL_BUDGET));
    SearchBudget budget = SearchBudget.ofProperty();
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      ScriptSet scripts = directory.of(topology);
      Schedules schedules = new Schedules(scripts, setting, THREADS, () -> new Tie(model, scripts));
      report(topology, "enumerated", count, budget, schedules.enumerate(count, budget::isSpent));
    }
  }

  @ParameterizedTest
  @CsvSource({"SEPARATE, 40", "SIDECAR, 20", "SINGLE, 20"})
  @DisplayName("no law breaks where signals strike between any two commands, in some schedules")
  void someAtEveryLine(Topology topology, int count) throws IOException, InterruptedException {
    drawAtEveryLine(topology, count);
  }

  @ParameterizedTest
  @CsvSource({"SEPARATE, 400", "SIDECAR, 200", "SINGLE, 200"})
  @Tag("exhaustive")
  @DisplayName("no law breaks where signals strike between any two commands")
  void atEveryLine(Topology topology, int count) throws IOException, InterruptedException {
    drawAtEveryLine(topology, count);
  }

  private static void drawAtEveryLine(Topology topology, int count)
      throws IOException, InterruptedException {
    Setting setting = new Setting(topology, Setting.USUAL, 2, true);
    SearchBudget budget = SearchBudget.ofProperty();
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      Schedules schedules = new Schedules(directory.of(topology), setting, THREADS);
      report(
          topology,
          "at random, every line",
          count,
          budget,
          schedules.random(1, count, budget::isSpent));
    }
  }

  private static void report(
      Topology topology, String what, int count, SearchBudget budget, Schedules.Found found) {
    System.out.printf(
        "%-9s %s: %s, %,d steps, %d ways to end, broken: %s%n",
        topology,
        what,
        budget.covered(found.schedules(), count, "schedules"),
        found.steps(),
        found.ends().size(),
        found.broken());
    assertThat(found.broken()).isEmpty();
    assertThat(found.ends()).hasSizeGreaterThan(5);
  }
}
