package io.jenkins.plugins.volumetransfer.simulator.explorer;

import static io.jenkins.plugins.volumetransfer.simulator.explorer.ToyModel.digit;
import static io.jenkins.plugins.volumetransfer.simulator.explorer.ToyModel.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The explorer on models whose states, deadlocks and cycles are known. */
class ExplorerTest {

  @ParameterizedTest
  @CsvSource({"1, 9", "3, 9", "4, 6"})
  @DisplayName("counters that only grow have a closed form")
  void lattice(int counters, int limit) {
    ToyModel model = new ToyModel();
    for (int counter = 0; counter < counters; counter++) {
      int place = counter;
      model.step(
          "counter " + place,
          "grows",
          state -> digit(state, place) < limit,
          state -> with(state, place, digit(state, place) + 1));
    }

    Exploration found = Explorer.explore(model, List.of());

    int states = (int) Math.pow(limit + 1, counters);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.transitions()).isEqualTo((long) states * counters * limit / (limit + 1));
    assertThat(found.depth()).isEqualTo(counters * limit);
  }

  @ParameterizedTest
  @CsvSource({"3, 14", "4, 34", "5, 82"})
  @DisplayName(
      "philosophers: Pell-Lucas numbers of states, and all hold their left fork in the end")
  void philosophers(int number, int states) {
    ToyModel model = new ToyModel();
    for (int philosopher = 0; philosopher < number; philosopher++) {
      int self = philosopher;
      int left = (self + number - 1) % number;
      int right = (self + 1) % number;
      String name = "philosopher " + self;
      model
          .step(
              name,
              "takes the left fork",
              state -> digit(state, self) == 0 && digit(state, left) != 2,
              state -> with(state, self, 1))
          .step(
              name,
              "takes the right fork",
              state -> digit(state, self) == 1 && digit(state, right) == 0,
              state -> with(state, self, 2))
          .step(
              name,
              "lays down both",
              state -> digit(state, self) == 2,
              state -> with(state, self, 0));
    }

    Exploration found =
        Explorer.explore(model, List.of(new Law.Ends("never at rest", state -> false)));

    assertThat(found.states()).isEqualTo(states);
    Violation deadlock = found.violationOf("never at rest").orElseThrow();
    assertThat(deadlock.reason()).isEqualTo(Violation.Reason.STUCK);
    assertThat(deadlock.steps())
        .hasSize(number)
        .allMatch(event -> event.action().label().equals("takes the left fork"));
  }

  @Test
  @DisplayName("Peterson's algorithm excludes and starves nobody; without the turn it deadlocks")
  void peterson() {
    Law exclusion =
        new Law.Always("exclusion", state -> digit(state, 0) != 3 || digit(state, 1) != 3);
    Law first = new Law.Ends("0 gets in", state -> digit(state, 0) == 3);

    Exploration sound = Explorer.explore(peterson(true), List.of(exclusion, first));
    Exploration turnless = Explorer.explore(peterson(false), List.of(exclusion, first));

    assertThat(sound.violations()).isEmpty();
    assertThat(sound.states()).isEqualTo(naiveCount(peterson(true)));
    assertThat(turnless.violationOf("exclusion")).isEmpty();
    assertThat(turnless.violationOf("0 gets in").orElseThrow().steps()).hasSize(4);
  }

  private static ToyModel peterson(boolean turns) {
    ToyModel model = new ToyModel();
    for (int process = 0; process < 2; process++) {
      int self = process;
      int other = 1 - self;
      String name = "process " + self;
      model
          .step(name, "raises", state -> digit(state, self) == 0, state -> with(state, self, 1))
          .step(
              name,
              "gives way",
              state -> digit(state, self) == 1,
              state -> with(with(state, self, 2), 2, other))
          .step(
              name,
              "enters",
              state ->
                  digit(state, self) == 2
                      && (digit(state, other) == 0 || (turns && digit(state, 2) == self)),
              state -> with(state, self, 3))
          .step(name, "leaves", state -> digit(state, self) == 3, state -> with(state, self, 0));
    }
    return model;
  }

  @Test
  @DisplayName("a poll that may go on for ever is a fair cycle; with a clock beside it, it is not")
  void lasso() {
    ToyModel polling =
        new ToyModel()
            .step("poller", "begins", state -> state == 0, state -> 1)
            .action("poller", "sleeps", Transition.Kind.WAIT, state -> state == 1, state -> 2)
            .step("poller", "looks", state -> state == 2, state -> 1);
    Law ends = new Law.Ends("ends", state -> state == 3);
    Law rests = new Law.NoBusyWait("rests");

    Violation violation =
        Explorer.explore(polling, List.of(ends, rests)).violationOf("ends").orElseThrow();

    assertThat(violation.reason()).isEqualTo(Violation.Reason.FAIR_CYCLE);
    assertThat(violation.steps()).hasSize(1);
    assertThat(violation.cycle())
        .extracting(event -> event.action().label())
        .containsExactly("sleeps", "looks");

    polling.step("clock", "strikes", state -> state == 1 || state == 2, state -> 3);
    assertThat(Explorer.explore(polling, List.of(ends, rests)).violations()).isEmpty();
  }

  @Test
  @DisplayName("a clock that can act only now and then need not ever act")
  void weakFairness() {
    ToyModel polling =
        new ToyModel()
            .step("poller", "sleeps", state -> state == 0, state -> 1)
            .step("poller", "looks", state -> state == 1, state -> 0)
            .step("clock", "strikes", state -> state == 1, state -> 2);

    Exploration found =
        Explorer.explore(
            polling,
            List.of(new Law.Ends("ends", state -> state == 2), new Law.NoBusyWait("rests")));

    assertThat(found.violations())
        .extracting(Violation::reason)
        .containsExactly(Violation.Reason.FAIR_CYCLE, Violation.Reason.BUSY_WAIT);
  }

  @Test
  @DisplayName("what is never reached is named")
  void unreached() {
    ToyModel model = new ToyModel().step("a", "goes", state -> state == 0, state -> 1);

    Exploration found =
        Explorer.explore(
            model,
            List.of(
                new Law.Sometimes("one", state -> state == 1),
                new Law.Sometimes("two", state -> state == 2)));

    assertThat(found.violations())
        .containsExactly(
            new Violation("two", Violation.Reason.NEVER_REACHED, List.of(), List.of()));
  }

  @Test
  @DisplayName(
      "of the shortest runs the one with fewest faults, then fewest changes of actor, shows")
  void best() {
    ToyModel model =
        new ToyModel()
            .action("a", "breaks", Transition.Kind.FAULT, state -> state == 0, state -> 1)
            .step("a", "goes", state -> state == 0, state -> 2)
            .step("b", "goes", state -> state == 0, state -> 3)
            .step("b", "arrives", state -> state > 0 && state < 4, state -> 9);

    Exploration found =
        Explorer.explore(
            model,
            List.of(
                new Law.Always("never 9", state -> state != 9),
                new Law.EachStep("no way to 9", state -> true, (from, action, to) -> to != 9)));

    assertThat(found.violations())
        .hasSize(2)
        .allSatisfy(
            violation ->
                assertThat(violation.steps())
                    .extracting(event -> event.action().actor() + " " + event.action().label())
                    .containsExactly("b goes", "b arrives"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("random graphs have as many states as a plain search finds")
  void random(long seed) {
    Random random = new Random(seed);
    ToyModel model = new ToyModel();
    for (int i = 0; i < 4; i++) {
      long factor = random.nextInt(1000) * 2L + 1;
      long offset = random.nextInt(100_000);
      model.step("a", "leaps", state -> true, state -> (state * factor + offset) % 50_021);
    }

    assertThat(Explorer.explore(model, List.of()).states()).isEqualTo(naiveCount(model));
  }

  private static int naiveCount(Model model) {
    Set<Long> seen = new HashSet<>(Set.of(model.initialState()));
    Queue<Long> queue = new ArrayDeque<>(seen);
    while (!queue.isEmpty()) {
      Successors successors = new Successors();
      model.expand(queue.remove(), successors);
      for (int i = 0; i < successors.size(); i++) {
        if (seen.add(successors.state(i))) {
          queue.add(successors.state(i));
        }
      }
    }
    return seen.size();
  }
}
