package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("integration")
class SimulateCommandTest {
  private final TypedCommand typed = new TypedCommand();

  @TempDir private Path directory;

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --budget=2                | --budget goes only with --explore
          --explore --level=model   | --level does not go with --explore
          --explore --scripts=seed  | --scripts seed does not go with --explore
          --explore --budget=4      | --budget: write a number from 0 to 3
          --explore --budget=-1     | --budget: write a number from 0 to 3
          --list --explore          | --explore does not go with --list
          --scripts=seed --seed=1   | --scripts seed does not go with --seed
          --replay=x --topology=single | --topology does not go with --replay
          --level=modl              | --level: there is no "modl"; write one of model, scripts, local
          --replay=SEPARATE         | --replay: 'SEPARATE' is no replay token; one looks like SEPARATE/USUAL/2/SOME/12.3-40.1
          --html=no/such/page.html  | --html: name a file in a directory that is there, not no/such/page.html
          """)
  @DisplayName("what does not fit together exits with 2 and one line, before anything runs")
  void combinations(String given, String message) {
    assertThat(typed.run(("simulate " + given).split(" "))).isEqualTo(2);

    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).isEqualTo("volume-transfer: " + message + "\n");
  }

  @Test
  @DisplayName("a scenario that does not exist is answered with the nearest ones")
  void nearest() {
    assertThat(typed.run("simulate", "--scenario", "volume-ful")).isEqualTo(2);

    assertThat(typed.err())
        .startsWith(
            "volume-transfer: --scenario: there is no scenario \"volume-ful\"; the nearest are")
        .contains("volume-full")
        .endsWith(" (--list names all)\n");
  }

  @Test
  @DisplayName("--list names each scenario, with its sentence")
  void list() {
    assertThat(typed.run("simulate", "--list")).isEqualTo(0);

    assertThat(typed.out()).contains("success ").contains("Nothing goes wrong.");
    assertThat(typed.out().lines()).hasSizeGreaterThan(100).allMatch(line -> line.length() <= 80);
  }

  @Test
  @DisplayName("of a single scenario all that was seen is told")
  void single() {
    assertThat(typed.run("simulate", "--scenario=success", "--level=model")).isEqualTo(0);

    assertThat(typed.out())
        .startsWith("success: Nothing goes wrong.\nseparate, model: ")
        .endsWith("otherwise, 0 not expressible.\n");
  }

  @Test
  @DisplayName("a page that can't be written is told, and changes the exit code")
  void fullDisk() {
    assertThat(typed.run("simulate", "--scenario=success", "--level=model", "--html=/dev/full"))
        .isEqualTo(5);

    assertThat(typed.err())
        .contains("volume-transfer: --html: /dev/full can't be written: No space left on device\n");
  }

  @Test
  @DisplayName("--explore tells how much was explored, and that each law holds")
  void explore() {
    assertThat(typed.run("simulate", "--explore", "--budget=1", "--topology=single")).isEqualTo(0);

    assertThat(typed.out())
        .containsPattern("(?m)^states +[1-9][0-9,]+$")
        .containsPattern("(?m)^L1: both containers end +holds$")
        .doesNotContain("R1: ")
        .endsWith(" states: all laws hold.\n");
  }

  @Test
  @DisplayName("--scripts seed shows each defect by a timeline, on the screen and on the page")
  void defects() throws IOException {
    Path page = directory.resolve("page.html");

    assertThat(typed.run("simulate", "--scripts=seed", "--topology=single", "--html=" + page))
        .isEqualTo(0);

    assertThat(typed.out())
        .contains("Defect 1, single: rsync fails, the container exits 0\n")
        .contains("from here on, for ever:")
        .endsWith("4 of 4 defects found by search.\n");
    assertThat(Files.readString(page))
        .startsWith("<!DOCTYPE html>")
        .contains("Defect 6, single: the loop spins");
  }

  @ParameterizedTest
  @EnumSource(Topology.class)
  @DisplayName("--seed shows a schedule of the real scripts, and its token replays it")
  void schedule(Topology topology) {
    assertThat(typed.run("simulate", "--seed=5", "--topology=" + topology)).isEqualTo(0);
    Matcher token = Pattern.compile("replay: (" + topology + "/\\S+)").matcher(typed.out());
    assertThat(token.find()).isTrue();
    TypedCommand again = new TypedCommand();

    assertThat(again.run("simulate", "--replay=" + token.group(1))).isEqualTo(0);

    assertThat(moments(typed.out()))
        .hasSizeGreaterThan(10)
        .anyMatch(line -> line.contains("the rsync container"))
        .anyMatch(line -> line.contains("ends with "))
        .isEqualTo(moments(again.out()));
  }

  private static List<String> moments(String text) {
    return text.lines().filter(line -> line.matches(" +\\d+ +\\d+\\.\\d s .*")).toList();
  }

  @Test
  @DisplayName("a token that these scripts have no schedule for is refused")
  void foreignToken() {
    assertThat(typed.run("simulate", "--replay=SINGLE/USUAL/1/SOME/9999.1")).isEqualTo(2);

    assertThat(typed.err())
        .isEqualTo(
            "volume-transfer: --replay: the scripts have no schedule SINGLE/USUAL/1/SOME/9999.1;"
                + " is it of another version of them?\n");
  }

  @Test
  @DisplayName("where there are no colours, none are written")
  void colours() {
    typed.run("simulate", "--scripts=seed", "--topology=single");

    assertThat(typed.out()).doesNotContain("\033");
  }
}
