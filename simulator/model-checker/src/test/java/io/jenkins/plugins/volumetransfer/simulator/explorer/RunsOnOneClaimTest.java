package io.jenkins.plugins.volumetransfer.simulator.explorer;

import static io.jenkins.plugins.volumetransfer.simulator.explorer.ToyModel.digit;
import static io.jenkins.plugins.volumetransfer.simulator.explorer.ToyModel.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: of runs into one claim at most one sends at a time, and not all give way. Method: their
 * steps as a model, explored in full, with attempts that fail and are made anew, with deletions
 * that take a while, and with processes that die; and the rules that one would try first, of which
 * each is shown to fail.
 */
class RunsOnOneClaimTest {
  /** What a run is doing. */
  private static final int BEGINS = 0;

  private static final int LOOKED_ONCE = 1;
  private static final int HAS_POD = 2;
  private static final int SENDS = 3;
  private static final int ENDS_ATTEMPT = 4;
  private static final int DONE = 5;
  private static final int GIVES_WAY = 6;
  private static final int GAVE_WAY = 7;
  private static final int DEAD_AND_SENDS = 8;
  private static final int DEAD = 9;

  /** Which other runs had a pod that may write, when the run's own was stored: a bit for each. */
  private static final int EARLIER = 4;

  /** Attempts that failed. */
  private static final int FAILED = 8;

  private static final int RETRIES = 1;

  /** How a run judges, once its pod is stored. */
  private enum Rule {
    /**
     * By the pods that were there when its own was stored. A further attempt waits for those that
     * only have come and will give way themselves.
     */
    STORED_BEFORE,
    /** The same, without that patience. */
    STORED_BEFORE_AT_ONCE,
    /** As it was before: who saw nobody at the beginning goes on. */
    FIRST_LOOK_ONLY,
    /** By a time stamp, which a clock that is behind may make earlier: here, the run's number. */
    OLDEST_OF_THOSE_THERE,
    /** Whoever sees anybody. */
    ALONE
  }

  private final Law oneWriter;
  private final Law someoneWrites;
  private int runs;

  RunsOnOneClaimTest() {
    oneWriter =
        new Law.Always(
            "one writer",
            state -> IntStream.range(0, runs).filter(r -> sends(state, r)).count() < 2);
    someoneWrites =
        new Law.Always(
            "not all give way",
            state -> IntStream.range(0, runs).anyMatch(r -> digit(state, r) != GAVE_WAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @DisplayName("who was stored first writes, alone, and the others give way")
  void holds(int number) {
    Exploration found = explore(number, Rule.STORED_BEFORE);

    assertThat(found.violations()).isEmpty();
  }

  @Test
  @DisplayName("without patience, the winner's next attempt gives way to one that gives way to it")
  void impatient() {
    Exploration found = explore(2, Rule.STORED_BEFORE_AT_ONCE);

    assertThat(found.violationOf("one writer")).isEmpty();
    assertThat(found.violationOf("not all give way")).isPresent();
  }

  @Test
  @DisplayName("without a second look two runs write")
  void firstLookOnly() {
    Violation both = explore(2, Rule.FIRST_LOOK_ONLY).violationOf("one writer").orElseThrow();

    assertThat(both.faults()).isZero();
  }

  @Test
  @DisplayName("by time stamps two runs write: the later one may have the earlier time")
  void timeStamps() {
    assertThat(explore(2, Rule.OLDEST_OF_THOSE_THERE).violationOf("one writer")).isPresent();
  }

  @Test
  @DisplayName("if whoever sees another gives way, both do")
  void both() {
    Exploration found = explore(2, Rule.ALONE);

    assertThat(found.violationOf("one writer")).isEmpty();
    assertThat(found.violationOf("not all give way")).isPresent();
  }

  private Exploration explore(int number, Rule rule) {
    runs = number;
    return Explorer.explore(
        model(rule),
        List.of(
            oneWriter,
            someoneWrites,
            new Law.Ends("ends", state -> allOver(state)),
            new Law.Sometimes("the first gives way", state -> digit(state, 0) == GAVE_WAY),
            new Law.Sometimes(
                "one gives way while another sends",
                state -> digit(state, 0) == GAVE_WAY && sends(state, 1)),
            new Law.Sometimes("all are done", state -> allDone(state))));
  }

  private boolean allOver(long state) {
    return IntStream.range(0, runs)
        .mapToLong(r -> digit(state, r))
        .allMatch(r -> r == DONE || r == GAVE_WAY || r == DEAD);
  }

  private boolean allDone(long state) {
    return IntStream.range(0, runs).allMatch(r -> digit(state, r) == DONE);
  }

  private static boolean sends(long state, int run) {
    return digit(state, run) == SENDS || digit(state, run) == DEAD_AND_SENDS;
  }

  /** Deleted pods count until they are gone. */
  private static boolean mayWrite(long state, int run) {
    return switch ((int) digit(state, run)) {
      case HAS_POD, SENDS, ENDS_ATTEMPT, GIVES_WAY, DEAD_AND_SENDS -> true;
      default -> false;
    };
  }

  private long others(long state, int self) {
    return IntStream.range(0, runs)
        .filter(other -> other != self && mayWrite(state, other))
        .mapToLong(other -> 1L << other)
        .sum();
  }

  private boolean mayGoOn(long state, int self, Rule rule) {
    long there = others(state, self);
    return switch (rule) {
      case STORED_BEFORE, STORED_BEFORE_AT_ONCE -> digit(state, EARLIER + self) == 0;
      case FIRST_LOOK_ONLY -> true;
      case OLDEST_OF_THOSE_THERE -> (there & ((1L << self) - 1)) == 0;
      case ALONE -> there == 0;
    };
  }

  private boolean mustGiveWay(long state, int self, Rule rule) {
    boolean waits =
        rule == Rule.STORED_BEFORE
            && digit(state, FAILED + self) > 0
            && IntStream.range(0, runs)
                .filter(other -> (digit(state, EARLIER + self) >>> other & 1) == 1)
                .noneMatch(other -> sends(state, other));
    return !mayGoOn(state, self, rule) && !waits;
  }

  /** Who waits sees that they are gone; who does not has looked but once. */
  private long gone(long state, int self, Rule rule) {
    long after = state;
    for (int other = 0; other < runs; other++) {
      if (rule == Rule.STORED_BEFORE && digit(state, FAILED + other) > 0) {
        after = with(after, EARLIER + other, digit(after, EARLIER + other) & ~(1L << self));
      }
    }
    return after;
  }

  private ToyModel model(Rule rule) {
    ToyModel model = new ToyModel();
    for (int run = 0; run < runs; run++) {
      int self = run;
      String name = "run " + run;
      model
          .step(
              name,
              "looks, and sees nobody",
              state -> digit(state, self) == BEGINS && others(state, self) == 0,
              state -> with(state, self, LOOKED_ONCE))
          .step(
              name,
              "looks, and gives way",
              state -> digit(state, self) == BEGINS && others(state, self) != 0,
              state -> with(state, self, GAVE_WAY))
          .step(
              name,
              "has its pod stored",
              state -> digit(state, self) == LOOKED_ONCE,
              state -> with(with(state, EARLIER + self, others(state, self)), self, HAS_POD))
          .step(
              name,
              "looks again, and sends",
              state -> digit(state, self) == HAS_POD && mayGoOn(state, self, rule),
              state -> with(state, self, SENDS))
          .step(
              name,
              "looks again, and gives way",
              state -> digit(state, self) == HAS_POD && mustGiveWay(state, self, rule),
              state -> with(state, self, GIVES_WAY))
          .step(
              name,
              "has its pods gone",
              state -> digit(state, self) == GIVES_WAY,
              state -> with(gone(state, self, rule), self, GAVE_WAY))
          .step(
              name,
              "is done",
              state -> digit(state, self) == SENDS,
              state -> with(gone(state, self, rule), self, DONE))
          .action(
              name,
              "fails in an attempt",
              Kind.FAULT,
              state -> digit(state, self) == SENDS && digit(state, FAILED + self) < RETRIES,
              state ->
                  with(
                      with(state, FAILED + self, digit(state, FAILED + self) + 1),
                      self,
                      ENDS_ATTEMPT))
          .step(
              name,
              "has the pods of the attempt gone",
              state -> digit(state, self) == ENDS_ATTEMPT,
              state -> with(gone(state, self, rule), self, LOOKED_ONCE))
          .action(
              name,
              "dies",
              Kind.FAULT,
              state -> digit(state, self) == SENDS,
              state -> with(state, self, DEAD_AND_SENDS))
          .step(
              name,
              "has the pods' deadline",
              state -> digit(state, self) == DEAD_AND_SENDS,
              state -> with(gone(state, self, rule), self, DEAD));
    }
    return model;
  }
}
