package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schedules are left where another one was in the same state: so the rest must be the same. */
@Tag("integration")
class PruningTest {
  private static final int DEVIATIONS = 60;

  /** Each rest of a schedule, by the state in which it begins. */
  private final Map<UUID, List<String>> rests = new HashMap<>();

  private int known;

  @ParameterizedTest
  @EnumSource(Topology.class)
  @DisplayName("from one state every schedule goes on in one way")
  void rest(Topology topology) throws IOException {
    Setting setting = new Setting(topology, Setting.USUAL, 2, false);
    try (ScriptDirectory directory = ScriptDirectory.ours();
        ScriptRunner runner = ScriptRunner.start(directory.of(topology))) {
      ScheduleResult usual = follow(runner, new Token(setting, List.of()));
      for (int i = 0; i < DEVIATIONS; i++) {
        int step = i * usual.steps() / DEVIATIONS;
        int choice = 1 + i % Math.max(1, usual.choices().get(step) - 1);
        follow(runner, new Token(setting, List.of(new Token.Deviation(step, choice))));
      }
    }
    assertThat(known).isGreaterThan(DEVIATIONS);
  }

  private ScheduleResult follow(ScriptRunner runner, Token token) {
    List<UUID> states = new ArrayList<>();
    List<String> moves = new ArrayList<>();
    ScheduleResult outcome =
        runner.run(
            token.setting(),
            token.chooser(),
            (move, pod, world) -> moves.add(move.actor() + " " + move.rank() + " " + move.place()),
            (step, state) -> !states.add(state.get()),
            false);
    moves.add(outcome.codes() + " " + outcome.broken());
    int deviated = token.deviations().stream().mapToInt(Token.Deviation::step).max().orElse(-1);
    for (int step = deviated + 1; step < states.size(); step++) {
      List<String> rest = moves.subList(step, moves.size());
      List<String> former = rests.putIfAbsent(states.get(step), rest);
      if (former != null) {
        known++;
        assertThat(rest).as("%s from step %d", token, step).isEqualTo(former);
      }
    }
    return outcome;
  }
}
