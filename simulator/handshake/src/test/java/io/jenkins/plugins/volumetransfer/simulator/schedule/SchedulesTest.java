package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real scripts, schedule after schedule, while the model follows: what they do must be one of
 * its behaviours. A schedule that is not throws, and names its token. With those of {@link
 * ConformanceTest} the exhaustive run has 20,000; {@code -Dsearch.cpu.seconds} bounds each of its
 * searches.
 */
@Tag("integration")
class SchedulesTest {
  // More than cores, as each waits for its scripts now and then.
  private static final int THREADS = 3;
  private static final int MODEL_BUDGET = 3;

  @ParameterizedTest
  @EnumSource(Topology.class)
  @DisplayName("the selected schedules of the real scripts break no law and do not leave the model")
  void selected(Topology topology) throws IOException, InterruptedException {
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      Coverage coverage = coverage(topology, directory);
      SearchBudget budget = SearchBudget.ofProperty();
      List<Token> selection = Selection.of(topology);
      Schedules.Found found = replay(topology, directory, coverage, selection);
      report(topology, "selected", selection.size(), budget, found);
      System.out.printf("%-9s %,d steps covered%n", topology, coverage.all().size());
    }
  }

  /** What the selection does not cover fails; -Dschedules.update=true makes another selection. */
  @ParameterizedTest
  @CsvSource({"SEPARATE, 8000", "SIDECAR, 4200", "SINGLE, 2500"})
  @Tag("exhaustive")
  @DisplayName(
      "nor does any other, and no step of the model is in those that is in no selected one")
  void enumerated(Topology topology, int count) throws IOException, InterruptedException {
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      Coverage all = coverage(topology, directory);
      SearchBudget budget = SearchBudget.ofProperty();
      Schedules.Found found =
          new Schedules(directory.of(topology), setting(topology), THREADS, all::witness)
              .enumerate(count, budget::isSpent);
      report(topology, "enumerated", count, budget, found);
      if (Boolean.getBoolean("schedules.update")) {
        Selection.write(topology, all.selection());
      }
      Coverage selected = coverage(topology, directory);
      replay(topology, directory, selected, Selection.of(topology));
      System.out.printf(
          "%-9s %,d steps of the model, each at a pair of lines, covered; by the selection %,d%n",
          topology, all.all().size(), selected.all().size());
      assertThat(selected.all()).containsAll(all.all());
    }
  }

  private static Setting setting(Topology topology) {
    return new Setting(topology, Setting.USUAL, 2, false);
  }

  private static Coverage coverage(Topology topology, ScriptDirectory directory)
      throws IOException {
    Model model = HandshakeModel.of(Variant.ours(topology, MODEL_BUDGET));
    return new Coverage(model, directory.of(topology), setting(topology));
  }

  private static Schedules.Found replay(
      Topology topology, ScriptDirectory directory, Coverage coverage, List<Token> selection)
      throws IOException, InterruptedException {
    return new Schedules(directory.of(topology), setting(topology), THREADS, coverage::witness)
        .replay(selection, () -> false);
  }

  @ParameterizedTest
  @CsvSource({"SEPARATE, 40", "SIDECAR, 20", "SINGLE, 100"})
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
