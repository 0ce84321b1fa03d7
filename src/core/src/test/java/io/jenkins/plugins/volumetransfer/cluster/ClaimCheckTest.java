package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a claim that can't be copied is told before a pod hangs on it. */
class ClaimCheckTest {
  private static final ClaimRef REF = new ClaimRef("app", "data", "sub");

  @Test
  @DisplayName("no such claim")
  void missing() {
    assertThat(ClaimCheck.problem(Side.SOURCE, REF, Optional.empty()))
        .contains(
            new Failure(
                Reason.CLAIM_MISSING,
                "the source claim app/data does not exist; create it, or correct its name"));
  }

  @Test
  @DisplayName("a claim that is being deleted")
  void terminating() {
    refused(
        claim().withNewMetadata().withDeletionTimestamp("2026-03-01T12:00:00Z").endMetadata(),
        Reason.CLAIM_TERMINATING,
        "the destination claim app/data is being deleted");
  }

  @Test
  @DisplayName("a claim that has lost its volume")
  void lost() {
    refused(
        claim().withNewStatus().withPhase("Lost").endStatus(),
        Reason.CLAIM_LOST,
        "the destination claim app/data has lost its volume (phase Lost)");
  }

  @Test
  @DisplayName("a claim without a file system")
  void block() {
    refused(
        claim().withNewSpec().withVolumeMode("Block").endSpec(),
        Reason.CLAIM_NOT_FILESYSTEM,
        "the destination claim app/data has volumeMode Block; only file systems can be copied");
  }

  @ParameterizedTest(name = "phase {0}")
  @DisplayName("a claim that is bound, or waits for its first pod, will do")
  @ValueSource(strings = {"Bound", "Pending"})
  void good(String phase) {
    PersistentVolumeClaim claim =
        claim()
            .withNewSpec()
            .withVolumeMode("Filesystem")
            .endSpec()
            .withNewStatus()
            .withPhase(phase)
            .endStatus()
            .build();

    assertThat(ClaimCheck.problem(Side.SOURCE, REF, Optional.of(claim))).isEmpty();
  }

  @Test
  @DisplayName("a claim of which nothing is known but its name will do")
  void bare() {
    assertThat(ClaimCheck.problem(Side.SOURCE, REF, Optional.of(claim().build()))).isEmpty();
  }

  private static PersistentVolumeClaimBuilder claim() {
    return new PersistentVolumeClaimBuilder().withNewMetadata().withName("data").endMetadata();
  }

  private static void refused(PersistentVolumeClaimBuilder claim, Reason reason, String message) {
    assertThat(ClaimCheck.problem(Side.DESTINATION, REF, Optional.of(claim.build())))
        .contains(new Failure(reason, message));
  }
}
