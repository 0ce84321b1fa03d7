package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.ExitStatus;
import io.jenkins.plugins.volumetransfer.cli.endtoend.PlayedTaskRun.Luck;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Case;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.RunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd.PodEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: whatever the catalogue lets go wrong below it, a TaskRun of the Task {@code
 * volume-transfer} has the right result, exit code and results, and leaves nothing behind. Method:
 * Task and sample as they stand, the packaged command, and transfer pods that are only played; one
 * scenario for every third way to end. {@code -Dscenarios=sample}: each scenario with each
 * topology, and of the ways in which rsync fails one a code; {@code all}: all of them.
 */
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "a real cluster's pods are not played")
@Tag("search")
class TaskRunScenariosIT {
  private static final int AT_ONCE = 4;
  private static final String WANTED = System.getProperty("scenarios", "");
  private static final Set<String> RESULTS = Set.of("run", "bytes", "files", "seconds", "reason");

  private static ExecutorService threads;

  @BeforeAll
  static void start() {
    threads = Executors.newFixedThreadPool(AT_ONCE);
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
  }

  @TestFactory
  @DisplayName("a TaskRun ends as the catalogue says, and leaves nothing behind")
  Stream<DynamicTest> ends() {
    return tests(cases(WANTED), Luck.BAD);
  }

  @TestFactory
  @DisplayName("its retry succeeds, as the same run, where the scenario does not come again")
  Stream<DynamicTest> retried() {
    List<Case> failing = cases("").stream().filter(each -> !end(each).success()).toList();
    return tests(WANTED.isEmpty() ? failing.subList(0, 1) : failing, Luck.BETTER_NEXT_TIME);
  }

  private static List<Case> cases(String wanted) {
    List<Case> cases =
        Case.of(Catalogue.own(), wanted).stream()
            .filter(each -> VirtualRuntime.obstacle(each.scenario()).isEmpty())
            .toList();
    return WANTED.isEmpty() ? everyThird(cases) : cases;
  }

  private static List<Case> everyThird(List<Case> cases) {
    return IntStream.range(0, cases.size()).filter(i -> i % 3 == 0).mapToObj(cases::get).toList();
  }

  private static RunEnd end(Case play) {
    return play.scenario().verdict(play.topology()).orElseThrow().run();
  }

  private static Stream<DynamicTest> tests(List<Case> plays, Luck luck) {
    List<Future<PlayedTaskRun>> futures = new ArrayList<>();
    plays.forEach(play -> futures.add(threads.submit(() -> PlayedTaskRun.play(play, luck))));
    return IntStream.range(0, plays.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    plays.get(i).scenario() + ", " + plays.get(i).topology(),
                    () -> judge(plays.get(i), futures.get(i).get())));
  }

  private static void judge(Case play, PlayedTaskRun played) {
    TaskRunEnd end = played.end();
    System.out.printf(
        "TaskRun %-45s %-9s %s%n",
        play.scenario(),
        play.topology(),
        end.attempts().stream().map(each -> each.results().get("reason")).toList());
    assertThat(played.leftovers()).as(end.logs()).isEmpty();
    assertThat(played.struck()).as("has struck").isEqualTo(!play.scenario().strikes().isEmpty());
    PodEnd first = end.attempts().get(0);
    judge(end(play), first);
    if (end.attempts().size() > 1) {
      PodEnd second = end.attempts().get(1);
      assertThat(second.results())
          .as(second.logs())
          .containsEntry("reason", "SUCCEEDED")
          .containsEntry("run", first.results().get("run"));
    }
  }

  private static void judge(RunEnd allowed, PodEnd end) {
    assertThat(end.results().keySet()).as(end.logs()).isEqualTo(RESULTS);
    String reason = end.results().get("reason");
    if (reason.equals("SUCCEEDED")) {
      assertThat(allowed.success()).as(end.logs()).isTrue();
      assertThat(end.reason()).isEqualTo(TaskRunEnd.Reason.SUCCEEDED);
      return;
    }
    assertThat(allowed.reasons()).as(end.logs()).contains(Reason.valueOf(reason));
    assertThat(end.reason()).isEqualTo(TaskRunEnd.Reason.STEP_FAILED);
    assertThat(end.message())
        .as(end.logs())
        .isEqualTo("\"step-transfer\" exited with code " + ExitStatus.FAILED.code() + ": Error");
    assertThat(end.logs()).contains("postgresql: " + reason + ": ");
  }
}
