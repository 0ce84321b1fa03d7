package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Glyphs;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Look;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Goal: a table that hides nothing. Method: levels that say what the test wants. */
class ScenarioPlaysTest {
  private static final Catalogue CATALOGUE =
      Catalogue.of(
          """
          topologies: [SEPARATE, SINGLE]
          scenarios:
            - name: first
              sentence: Nothing goes wrong.
              verdict: { rsync: SUCCESS, stunnel: SUCCESS, run: SUCCESS }
            - name: second
              sentence: Nothing goes wrong here either.
              topologies: [SEPARATE]
              verdict: { rsync: SUCCESS, stunnel: SUCCESS, run: SUCCESS }
          """);

  private static final Played GOOD = new Played.AsExpected("12 states");
  private static final Played BAD =
      new Played.Otherwise(
          "rsync 0",
          "rsync 23",
          Optional.of(
              new Timeline(
                  "a run",
                  "it ends with 23",
                  "",
                  List.of("rsync"),
                  List.of(new Moment("rsync", Moment.Kind.END, "ends with 23", Map.of())),
                  OptionalInt.empty())));
  private static final Played NOTHING = new Played.NotExpressible("it has no clock");

  private final List<String> begun = new ArrayList<>();

  @Test
  @DisplayName("each result stands under its topology and level")
  void table() {
    assertThat(text(level("model", GOOD), level("other", NOTHING)))
        .isEqualTo(
            """
            Scenario  separate     separate         single       single
                      model        other            model        other
            first     as expected  not expressible  as expected  not expressible
            second    as expected  not expressible

            2 scenarios: 3 results as expected, 0 otherwise, 3 not expressible.
            """);
    assertThat(begun)
        .containsExactly(
            "first, separate, model",
            "first, separate, other",
            "first, single, model",
            "first, single, other",
            "second, separate, model",
            "second, separate, other");
  }

  @Test
  @DisplayName("all that were begun were announced before")
  void steps() {
    ScenarioPlays plays = plays(level("model", GOOD), level("other", NOTHING));

    plays.run(begun::add);

    assertThat(begun).hasSize(plays.steps());
  }

  @Test
  @DisplayName("a result that is otherwise is told, with its timeline, and decides the outcome")
  void otherwise() {
    SimulationResult findings = plays(level("model", BAD)).run(begun::add);

    assertThat(findings.outcome()).isEqualTo(SimulationResult.Outcome.OTHERWISE);
    assertThat(findings.timelines()).hasSize(3);
    assertThat(findings.notes())
        .contains("second, separate, model: otherwise: expected rsync 0; got rsync 23");
    assertThat(text(level("model", BAD))).contains("1 # ends with 23");
  }

  @Test
  @DisplayName("of one scenario its sentence, each result and one schedule is told, and no table")
  void one() {
    ScenarioPlays one =
        new ScenarioPlays(
            CATALOGUE.scenarios().subList(0, 1),
            List.of(Topology.SEPARATE, Topology.SINGLE),
            List.of(level("model", GOOD), shown(level("scripts", GOOD))));

    assertThat(text(one))
        .isEqualTo(
            """
            first: Nothing goes wrong.
            separate, model: 12 states
            separate, scripts: 12 states
            single, model: 12 states
            single, scripts: 12 states

            first on SEPARATE
            it ends well

                rsync                                 shared volume
              1 # ends with 0

            o step   X fault   > signal   # a container ends

            1 scenario: 4 results as expected, 0 otherwise, 0 not expressible.
            """);
  }

  @Test
  @DisplayName("of many scenarios no schedule is shown but of what went wrong")
  void many() {
    assertThat(plays(shown(level("scripts", GOOD))).run(begun::add).timelines()).isEmpty();
  }

  @Test
  @DisplayName("what can't be expressed is no failure, and no success either")
  void notExpressible() {
    SimulationResult findings = plays(level("model", NOTHING)).run(begun::add);

    assertThat(findings.outcome()).isEqualTo(SimulationResult.Outcome.AS_EXPECTED);
    assertThat(findings.summary()).contains("0 results as expected").contains("3 not expressible");
  }

  @Test
  @DisplayName("on a terminal that has colours, what is otherwise is red")
  void colours() {
    String text =
        new FindingsText(new ColorScheme.Builder(Ansi.ON).build(), Look.plain(80, Glyphs.ASCII))
            .of(plays(level("model", BAD)).run(begun::add));

    assertThat(text).contains("\033[1m\033[31motherwise");
  }

  private String text(Level... levels) {
    return text(plays(levels));
  }

  private String text(ScenarioPlays plays) {
    return new FindingsText(new ColorScheme.Builder(Ansi.OFF).build(), Look.plain(80, Glyphs.ASCII))
        .of(plays.run(begun::add));
  }

  private static ScenarioPlays plays(Level... levels) {
    return new ScenarioPlays(
        CATALOGUE.scenarios(), List.of(Topology.SEPARATE, Topology.SINGLE), List.of(levels));
  }

  private static Level level(String name, Played played) {
    return new Level() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Played play(Scenario scenario, Topology topology) {
        return played;
      }
    };
  }

  private static Level shown(Level level) {
    return new Level() {
      @Override
      public String name() {
        return level.name();
      }

      @Override
      public Played play(Scenario scenario, Topology topology) {
        return level.play(scenario, topology);
      }

      @Override
      public Optional<Timeline> show(Scenario scenario, Topology topology) {
        return Optional.of(
            new Timeline(
                scenario.name() + " on " + topology,
                "it ends well",
                "",
                List.of("rsync"),
                List.of(new Moment("rsync", Moment.Kind.END, "ends with 0", Map.of())),
                OptionalInt.empty()));
      }
    };
  }
}
