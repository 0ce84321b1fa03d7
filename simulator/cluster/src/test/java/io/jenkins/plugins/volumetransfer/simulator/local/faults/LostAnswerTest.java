package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
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
    return Stream.of("configmaps", "secrets", "networkpolicies", "services", "pods")
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
    return new FaultyRun(cluster, NUMBER.incrementAndGet(), FaultPlan.once(request, kind)).play();
  }
}
