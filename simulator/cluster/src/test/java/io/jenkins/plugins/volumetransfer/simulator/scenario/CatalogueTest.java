package io.jenkins.plugins.volumetransfer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogue of scenarios")
class CatalogueTest {
  private static final String GOOD =
      """
      topologies: [SEPARATE, SINGLE]
      scenarios:
        - name: stunnel-dies
          sentence: It dies.
          strikes:
            - { what: stunnel dies, when: at 40 % }
          verdict:
            rsync: [12, TUNNEL_DIED]
            stunnel: STUNNEL_DIED
            run: TUNNEL_DIED
            again: true
            SINGLE: { rsync: STUNNEL_DIED }
      """;

  @Test
  @DisplayName("is read with its numbers, names and what differs by topology")
  void reads() {
    Scenario scenario = Catalogue.of(GOOD).find("stunnel-dies").orElseThrow();
    ExpectedEnd separate = scenario.verdict(Topology.SEPARATE).orElseThrow();
    ExpectedEnd single = scenario.verdict(Topology.SINGLE).orElseThrow();

    assertThat(scenario.strikes())
        .extracting(Strike::words)
        .containsExactly("stunnel dies at 40 %");
    assertThat(separate.rsync().numbers()).containsExactly(12, 65);
    assertThat(separate.stunnel().allow(OptionalInt.of(69))).isTrue();
    assertThat(separate.stunnel().allow(OptionalInt.empty())).isFalse();
    assertThat(separate.run().reasons()).containsExactly(Reason.TUNNEL_DIED);
    assertThat(separate.run().again()).contains(Retry.MAY_HELP);
    assertThat(separate.run().success()).isFalse();
    assertThat(single.rsync().numbers()).containsExactly(69);
    assertThat(single.stunnel().isEmpty()).isTrue();
  }

  @Test
  @DisplayName("adds what the stunnel container may end with besides, where it has one")
  void stunnelAlso() {
    String also =
        "topologies: [SEPARATE, SINGLE, SIDECAR]\nstunnelAlso: { SIDECAR: [TERM], SINGLE: [KILL] }";
    Scenario scenario =
        Catalogue.of(GOOD.replace("topologies: [SEPARATE, SINGLE]", also))
            .find("stunnel-dies")
            .orElseThrow();

    assertThat(scenario.verdict(Topology.SEPARATE).orElseThrow().stunnel().numbers())
        .containsExactly(69);
    assertThat(scenario.verdict(Topology.SIDECAR).orElseThrow().stunnel().numbers())
        .containsExactly(69, 143);
    assertThat(scenario.verdict(Topology.SINGLE).orElseThrow().stunnel().isEmpty()).isTrue();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("says which scenario and which field is wrong")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sentence: It   | sentense: It | stunnel-dies: sentence: Missing
          what: stunnel dies | what: stunnel cries | stunnel-dies: strikes[0].what: "stunnel cries" is unknown
          at 40 %        | at 140 %     | stunnel-dies: strikes[0].when: "at 140 %" is unknown
          when: at       | on: rsync, when: at | stunnel-dies: strikes[0].on: has no meaning here
          what: stunnel dies | what: container killed | stunnel-dies: strikes[0].on: is missing
          what: stunnel dies | what: container killed, on: stunnel | stunnel-dies: strikes[0].on: SINGLE has no such container
          when: at       | at: 3, when: at | stunnel-dies: strikes[0].at: Unrecognized field
          what: stunnel dies | what: rsync exits, code: 7 | stunnel-dies: strikes[0].code: 7 is no failure
          what: stunnel dies | what: rsync exits, code: 0 | stunnel-dies: strikes[0].code: 0 is no failure
          [12, TUNNEL    | [12, TUNEL   | stunnel-dies: verdict in SEPARATE: rsync: TUNEL_DIED is not in
          run: TUNNEL    | run: TUNEL   | stunnel-dies: verdict in SEPARATE: run: TUNEL_DIED is neither
          again: true    | again: often | stunnel-dies: verdict in SEPARATE: again
          SINGLE: { rsync | SINGLE: { rync | stunnel-dies: verdict in SINGLE: rync
          run: TUNNEL_DIED | run: SUCCESS | stunnel-dies: verdict in SEPARATE: again: has no meaning here
          name: stunnel-dies | name: Stunnel dies | Stunnel dies: name: write it in kebab-case
          topologies: [SEPARATE, SINGLE] | topologies: [SEPARATE, DOUBLE] | the catalogue: topologies
          """)
  void refuses(String right, String wrong, String message) {
    assertThat(GOOD).contains(right);

    assertThatThrownBy(() -> Catalogue.of(GOOD.replace(right, wrong)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName("refuses two scenarios of one name")
  void refusesTwins() {
    String twins = GOOD + GOOD.substring(GOOD.indexOf("  - name"));

    assertThatThrownBy(() -> Catalogue.of(twins)).hasMessageStartingWith("stunnel-dies: name:");
  }

  @Test
  @DisplayName("makes a scenario for each combination of the values of `for`")
  void families() {
    String family =
        GOOD.replace("name: stunnel-dies", "name: dies-<when>-<n>")
            .replace("at 40 %", "<when>")
            .replace(
                "    sentence", "    for: { when: [at 4 %, before nc], n: [1, 2] }\n    sentence");

    assertThat(Catalogue.of(family).scenarios())
        .extracting(Scenario::name)
        .containsExactly("dies-at-4-1", "dies-at-4-2", "dies-before-nc-1", "dies-before-nc-2");
    assertThatThrownBy(() -> Catalogue.of(family.replace("<n>", "<m>")))
        .hasMessage("dies-<when>-<m>: for: has no value for a <word> that is used");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of this project has each kind of strike")
  void hasEachKind(What what) {
    assertThat(Catalogue.own().scenarios()).anyMatch(scenario -> scenario.has(what));
  }

  @Test
  @DisplayName(
      "of this project has each failure that rsync documents, at the start, in the middle and at the end")
  void hasEachCode() {
    Set<String> expected = new TreeSet<>();
    Stream.of(ExitCode.values())
        .filter(code -> code.origin() == ExitCode.Origin.RSYNC && code != ExitCode.SUCCESS)
        .forEach(
            code ->
                Stream.of(0, 50, 100)
                    .forEach(
                        at ->
                            expected.add(
                                "rsync exits with %d at %d %%".formatted(code.number(), at))));

    assertThat(Catalogue.own().scenarios().stream().flatMap(each -> each.strikes().stream()))
        .extracting(Strike::words)
        .containsAll(expected);
  }
}
