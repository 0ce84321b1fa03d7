package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.level.local.LocalLevel;
import io.jenkins.plugins.volumetransfer.simulator.level.model.ModelLevel;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Case;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: each level of reality ends each scenario as the catalogue says. Method: all plays go to a
 * few threads, as they mostly wait; a test waits for its own.
 */
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "it plays on the local cluster, whatever the test bed is")
class ScenariosIT {
  private static final int AT_ONCE = 8;

  /** {@code all}; {@code sample}: of the ways in which rsync fails one a code. */
  private static final String WANTED = System.getProperty("scenarios", "");

  private static final ConcurrentSkipListMap<String, AtomicInteger> COUNTS =
      new ConcurrentSkipListMap<>();
  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    threads = Executors.newFixedThreadPool(AT_ONCE);
  }

  @AfterAll
  static void printSummary() {
    threads.shutdownNow();
    System.out.printf("%n%-8s %-16s %s%n", "level", "plays", "count");
    COUNTS.forEach((key, count) -> System.out.printf("%s %5d%n", key, count.get()));
  }

  @TestFactory
  @DisplayName("the model ends each scenario as it must")
  Stream<DynamicTest> model() {
    return tests(new ModelLevel(), Case.all(Catalogue.own()));
  }

  @TestFactory
  @Tag("search")
  @DisplayName("the local cluster ends each scenario as it must")
  Stream<DynamicTest> local() {
    return tests(new LocalLevel(), Case.of(Catalogue.own(), WANTED));
  }

  private static Stream<DynamicTest> tests(Level level, List<Case> plays) {
    List<Future<Played>> futures = new ArrayList<>();
    plays.forEach(
        play -> futures.add(threads.submit(() -> level.play(play.scenario(), play.topology()))));
    return Stream.iterate(0, i -> i < plays.size(), i -> i + 1)
        .map(
            i ->
                DynamicTest.dynamicTest(
                    level.name() + ": " + plays.get(i).scenario() + ", " + plays.get(i).topology(),
                    () -> judge(level, plays.get(i), futures.get(i).get())));
  }

  private static void judge(Level level, Case play, Played played) {
    count(level, played.getClass().getSimpleName());
    if (played instanceof Played.AsExpected as) {
      System.out.printf(
          "%-6s %-45s %-9s %s%n", level.name(), play.scenario(), play.topology(), as.evidence());
    }
    if (played instanceof Played.Otherwise otherwise) {
      assertThat(otherwise.got()).as(play.scenario().sentence()).isEqualTo(otherwise.expected());
    }
  }

  private static void count(Level level, String what) {
    COUNTS
        .computeIfAbsent("%-8s %-16s".formatted(level.name(), what), key -> new AtomicInteger())
        .incrementAndGet();
  }
}
