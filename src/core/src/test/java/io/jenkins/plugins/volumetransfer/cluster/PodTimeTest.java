package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTimeTest {
  private static final String CREATED = "2026-01-02T03:04:05Z";

  @ParameterizedTest(name = "timeout: {0} s, so its pod has {1} s")
  @DisplayName("a TaskRun's timeout is two thirds of its pod's deadline, which Tekton rounds down")
  @CsvSource({"3600, 5400", "600, 900", "61, 91", "1, 1"})
  void taskRun(long timeout, long deadline) {
    assertThat(
            PodTime.of(
                pod(deadline)
                    .editMetadata()
                    .addToLabels("tekton.dev/taskRun", "copy")
                    .endMetadata()
                    .build()))
        .hasValueSatisfying(
            time -> {
              assertThat(time.whose()).isEqualTo("TaskRun copy");
              assertThat(time.begin()).isEqualTo(Instant.parse(CREATED));
              assertThat(time.length())
                  .isBetween(Duration.ofSeconds(timeout - 1), Duration.ofSeconds(timeout));
            });
  }

  @Test
  @DisplayName("any other pod has its own deadline")
  void pod() {
    assertThat(PodTime.of(pod(900).build()))
        .contains(new PodTime("pod copy-pod", Instant.parse(CREATED), Duration.ofSeconds(900)));
  }

  @Test
  @DisplayName("a pod without a deadline, or of a TaskRun without a timeout, has all time")
  void endless() {
    Pod without =
        new PodBuilder(pod(1).build()).editSpec().withActiveDeadlineSeconds(null).endSpec().build();

    assertThat(PodTime.of(without)).isEmpty();
    assertThat(PodTime.of(pod(Integer.MAX_VALUE).build())).isEmpty();
  }

  private static PodBuilder pod(long deadline) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("copy-pod")
        .withCreationTimestamp(CREATED)
        .endMetadata()
        .withNewSpec()
        .withActiveDeadlineSeconds(deadline)
        .endSpec();
  }
}
