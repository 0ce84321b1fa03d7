package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: one odd answer has a known effect. Method: a whole run, and one fault of one request. */
@Tag("integration")
class LostAnswerTest {
  private static final int SPEED = 3000;
  private static final AtomicLong NUMBER = new AtomicLong();
  private static final List<String> RESOURCES =
      List.of("configmaps", "secrets", "networkpolicies", "services", "pods");

  /** Of the pairs of answers, each thirteenth; {@code -Dfault.pairs=all} plays all. */
  private static final int SOME = 13;

  @TempDir private static Path directory;
  private static LocalCluster cluster;

  @BeforeAll
  static void start() {
    Loop loop = new Loop(SPEED);
    cluster = LocalCluster.start(directory, new VirtualRuntime(loop), loop);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<Arguments> harmless() {
    return RESOURCES.stream()
        .flatMap(
            resource ->
                Stream.of(
                        FaultPlan.Kind.LOST,
                        FaultPlan.Kind.REPEATED,
                        FaultPlan.Kind.CODE_409,
                        FaultPlan.Kind.CODE_429)
                    .map(kind -> Arguments.of("create " + resource, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("an object whose creation was answered late, twice or not at all is still the run's")
  @MethodSource("harmless")
  void harmless(String request, FaultPlan.Kind kind) throws InterruptedException {
    FaultyRun.Verdict verdict = play(request, kind);

    assertThat(verdict.faults()).isEqualTo(1);
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.result().flatMap(TransferResult::failure)).isEmpty();
  }

  private static final List<RequestFault> UNANSWERED =
      List.of(
          new RequestFault.Lose(),
          new RequestFault.Cut(),
          new RequestFault.Delay(Duration.ofMillis(600)));

  private static final List<RequestFault> ANSWERS =
      List.of(
          new RequestFault.Refuse(403, "pods \"x\" is forbidden: exceeded quota: few"),
          new RequestFault.Refuse(409),
          new RequestFault.Refuse(422),
          new RequestFault.Refuse(429),
          new RequestFault.Refuse(500),
          new RequestFault.Reply(200, Map.of("Content-Type", "text/html"), "<html>", false),
          new RequestFault.Reply(403, Map.of("Content-Type", "text/plain"), "Forbidden", false));

  static Stream<Arguments> repeated() {
    List<Arguments> all =
        RESOURCES.stream()
            .flatMap(
                resource ->
                    UNANSWERED.stream()
                        .flatMap(
                            first ->
                                ANSWERS.stream()
                                    .map(next -> Arguments.of("create " + resource, first, next))))
            .toList();
    boolean some = !"all".equals(System.getProperty("fault.pairs"));
    return IntStream.range(0, all.size()).filter(i -> !some || i % SOME == 0).mapToObj(all::get);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @DisplayName("whatever is said of a creation's second try, what the first has made is not left")
  @MethodSource("repeated")
  void repeated(String request, RequestFault first, RequestFault next) throws InterruptedException {
    FaultyRun.Verdict verdict = play(inTurn(request, first, next));

    assertThat(verdict.problems()).isEmpty();
    // Half an answer is not asked for again where nothing can be looked at.
    assertThat(verdict.faults()).isPositive();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("an object that uses up the quota for its own second try is still the run's")
  @CsvSource({
    "configmaps, 403",
    "pods, 403",
    "secrets, 403",
    "services, 403",
    "networkpolicies, 403",
    "pods, 422"
  })
  void ownQuota(String resource, int code) throws InterruptedException {
    FaultyRun.Verdict verdict =
        play(
            inTurn(
                "create " + resource,
                new RequestFault.Lose(),
                new RequestFault.Refuse(
                    code, resource + " \"x\" is forbidden: exceeded quota: few")));

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.result().flatMap(TransferResult::failure)).isEmpty();
  }

  @Test
  @DisplayName("a ConfigMap that can't be looked at is not taken for another run's, and not left")
  void lookedAtInVain() throws InterruptedException {
    RequestFault page =
        new RequestFault.Reply(200, Map.of("Content-Type", "text/html"), "<html>", false);

    FaultyRun.Verdict verdict =
        play(
            FaultPlan.inTurn(
                List.of(
                    new FaultPlan.Step("create configmaps", new RequestFault.Lose()),
                    new FaultPlan.Step("list configmaps", page))));

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.result().flatMap(TransferResult::failure).map(Failure::reason))
        .contains(Reason.NOT_KUBERNETES);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what no API server answers is named as such")
  @CsvSource({
    "list configmaps, PAGE_200",
    "list configmaps, EMPTY_OBJECT_DONE",
    "list configmaps, OTHER_KIND_200",
    "get persistentvolumeclaims, PAGE_200",
    "get persistentvolumeclaims, SUCCESS_200",
    "get persistentvolumeclaims, PAGE_404",
    "get persistentvolumeclaims, PAGE_403",
    "get persistentvolumeclaims, REDIRECTED",
    "create secrets, PAGE_200",
    "create secrets, EMPTY_OBJECT_DONE",
    "create services, SUCCESS_200",
    "create selfsubjectaccessreviews, PAGE_200",
    "create selfsubjectaccessreviews, OTHER_KIND_200"
  })
  void named(String request, FaultPlan.Kind kind) throws InterruptedException {
    FaultyRun.Verdict verdict = play(request, kind);

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.result().flatMap(TransferResult::failure).map(Failure::reason))
        .contains(Reason.NOT_KUBERNETES);
  }

  @ParameterizedTest(name = "delete {0}: {1}")
  @DisplayName("a deletion that something else has answered is not taken for done")
  @CsvSource({
    "secrets, PAGE_200",
    "secrets, OTHER_KIND_200",
    "secrets, EMPTY_200",
    "services, PAGE_200",
    "configmaps, OTHER_KIND_200"
  })
  void deletions(String resource, FaultPlan.Kind kind) throws InterruptedException {
    FaultyRun.Verdict verdict = play("delete " + resource, kind);

    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.result().orElseThrow().leftBehind()).isNotEmpty();
  }

  private static FaultyRun.Verdict play(String request, FaultPlan.Kind kind)
      throws InterruptedException {
    return play(FaultPlan.once(request, kind));
  }

  private static FaultPlan inTurn(String request, RequestFault first, RequestFault next) {
    return FaultPlan.inTurn(
        List.of(new FaultPlan.Step(request, first), new FaultPlan.Step(request, next)));
  }

  private static FaultyRun.Verdict play(FaultPlan plan) throws InterruptedException {
    return new FaultyRun(cluster, NUMBER.incrementAndGet(), plan).play();
  }
}
