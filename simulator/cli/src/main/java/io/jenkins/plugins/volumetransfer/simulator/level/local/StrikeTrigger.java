package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Sees to it that one strike strikes when it must. */
final class StrikeTrigger {
  private static final int ANY_PERCENT = 40;
  private static final String FAILURE = "1";

  /** How late stunnel is when it is late. */
  private static final long LATE_MILLIS = 1500;

  private final Strike strike;
  private final Striking striking;
  private final CopiedShare copied;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean inTime = new AtomicBoolean();
  private final AtomicReference<String> problem = new AtomicReference<>("");

  StrikeTrigger(Strike strike, Striking striking, CopiedShare copied) {
    this.strike = strike;
    this.striking = striking;
    this.copied = copied;
  }

  /** What has kept it from striking. */
  Optional<String> problem() {
    return Optional.of(problem.get()).filter(text -> !text.isEmpty());
  }

  /**
   * Without a strike, or with half a one, an end says nothing.
   *
   * @throws Patience.StillWaiting if it has not struck
   * @throws TooLate if all was copied by then
   */
  void requireStruck() {
    boolean isStaged = programs().isEmpty() && !strikesTheCopy();
    // It may still be at it.
    if (strikesFromOutside() && !inTime.get() && copied.isComplete()) {
      throw new TooLate();
    }
    if (problem().isPresent() || !isStaged && !striking.isDone()) {
      throw new ProcessPolling.StillWaiting(problem().orElse("the strike never came"));
    }
  }

  /**
   * A copy that ended before it was to be struck: on a busy machine the next, slower one may not.
   */
  static final class TooLate extends RuntimeException {
    TooLate() {
      super("all was copied by then");
    }
  }

  /** Before which programs the gate must stand. */
  Set<String> programs() {
    Set<Place> places =
        strike.what() == What.RSYNC_EXITS
            ? EnumSet.of(Place.BEGINNING)
            : switch (strike.when().point()) {
              case BEFORE_NC, WHILE_NC_ASKS, BETWEEN_NC_AND_RSYNC -> EnumSet.of(Place.ASKING);
              case AFTER_RSYNC -> EnumSet.of(Place.ENDING);
              case AT_THE_START -> atTheStart();
              case DURING_RSYNC, AFTER_ITS_END, AT_ANY_TIME -> EnumSet.noneOf(Place.class);
            };
    return places.stream().map(Place::program).collect(Collectors.toSet());
  }

  private Set<Place> atTheStart() {
    return strike.what() == What.STUNNEL_NOT_STARTED || strike.what() == What.STUNNEL_STARTS_LATE
        ? EnumSet.of(Place.STARTING)
        : EnumSet.noneOf(Place.class);
  }

  /** Whether the copy must last. */
  boolean strikesTheCopy() {
    return switch (strike.when().point()) {
      case DURING_RSYNC, AT_ANY_TIME -> true;
      default -> false;
    };
  }

  private boolean strikesFromOutside() {
    return strikesTheCopy() && strike.what() != What.RSYNC_EXITS;
  }

  /** Strikes in the midst of the copy, if that is when; blocks until then. */
  void awaitCopy() {
    if (strikesFromOutside()) {
      attempt(
          () -> {
            copied.await(Math.max(1, percent()));
            striking.strike();
            inTime.set(!copied.isComplete());
          });
    }
  }

  /** For the gate. */
  String answer(Place place) {
    AtomicReference<String> answer = new AtomicReference<>(ProgramGate.GO);
    attempt(() -> answer.set(decide(place)));
    return answer.get();
  }

  private String decide(Place place) {
    if (strike.what() == What.RSYNC_EXITS) {
      return exit(place);
    }
    switch (place) {
      case ASKING -> {
        return asking();
      }
      case ANSWERED -> strikeAt(When.Point.BETWEEN_NC_AND_RSYNC);
      case ENDING -> strikeAt(When.Point.AFTER_RSYNC);
      case STARTING -> {
        return starting();
      }
      case BEGINNING, COPYING -> {}
    }
    return ProgramGate.GO;
  }

  private String asking() {
    strikeAt(When.Point.BEFORE_NC);
    if (strike.when().point() == When.Point.WHILE_NC_ASKS) {
      if (asked.incrementAndGet() == 1) {
        return FAILURE;
      }
      striking.strike();
    }
    return ProgramGate.GO;
  }

  private void strikeAt(When.Point point) {
    if (strike.when().point() == point) {
      striking.strike();
    }
  }

  private String starting() {
    striking.strike();
    if (strike.what() == What.STUNNEL_NOT_STARTED) {
      return FAILURE;
    }
    // Lateness itself is what is played; nothing is waited for.
    long begin = System.nanoTime();
    ProcessPolling.until("lateness", () -> System.nanoTime() - begin > LATE_MILLIS * 1_000_000);
    return ProgramGate.GO;
  }

  private String exit(Place place) {
    int percent = percent();
    Place there = percent == 0 ? Place.BEGINNING : percent == 100 ? Place.ENDING : Place.COPYING;
    if (place != there) {
      return ProgramGate.GO;
    }
    if (place == Place.COPYING) {
      copied.await(percent);
    }
    striking.strike();
    return Integer.toString(strike.code().orElseThrow());
  }

  private int percent() {
    return strike.when().percent().orElse(ANY_PERCENT);
  }

  /** On whatever thread: what goes wrong here is a finding of the level, not of the thread. */
  private void attempt(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      problem.compareAndSet("", String.valueOf(e.getMessage()));
    }
  }
}
