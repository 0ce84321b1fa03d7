package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: nobody's files are overwritten unasked, and a pod goes where its claim can be mounted. */
class InUseTest {
  private static final ClaimRef REF = new ClaimRef("app", "data", "");
  private static final List<ClaimUse> USED =
      List.of(
          new ClaimUse("data", "db-0", Optional.of("n1"), Optional.empty(), ClaimUse.Access.FILES));

  @ParameterizedTest(name = "{0}, the {1}, allowed: {2}: {3}")
  @DisplayName("what a use means depends on the access mode, the side, and the wish")
  @CsvSource({
    "ReadWriteOnce, SOURCE, false, WARNING",
    "ReadWriteOnce, DESTINATION, false, FAILED",
    "ReadWriteOnce, DESTINATION, true, WARNING",
    "ReadWriteMany, DESTINATION, false, FAILED",
    "ReadWriteOncePod, SOURCE, false, FAILED",
    "ReadWriteOncePod, DESTINATION, true, FAILED"
  })
  void verdict(String mode, Side side, boolean allowed, Finding.Verdict verdict) {
    Finding finding = InUse.of(side, REF, claim(mode), USED, allowed);

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.text()).contains("claim app/data is used by pod db-0 on node n1");
    if (verdict == Finding.Verdict.FAILED) {
      assertThat(finding.reason()).contains(Reason.CLAIM_IN_USE);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @DisplayName("a claim that nobody uses will do, of whatever access mode")
  void free(Side side) {
    assertThat(InUse.of(side, REF, claim("ReadWriteOncePod"), List.of(), false).verdict())
        .isEqualTo(Finding.Verdict.OK);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("only a claim that one node mounts binds the transfer pod to that node")
  @CsvSource({"ReadWriteOnce, n1", "ReadWriteMany, ''", "ReadOnlyMany, ''"})
  void node(String mode, String node) {
    assertThat(InUse.node(claim(mode), USED).orElse("")).isEqualTo(node);
  }

  @Test
  @DisplayName("a pod that no node has taken yet binds to none")
  void unscheduled() {
    ClaimUse waiting =
        new ClaimUse("data", "db-0", Optional.empty(), Optional.empty(), ClaimUse.Access.FILES);

    assertThat(InUse.node(claim("ReadWriteOnce"), List.of(waiting))).isEmpty();
  }

  @ParameterizedTest(name = "{0}, the {1}: {2}")
  @DisplayName(
      "Tekton's affinity assistant uses no files, but where it is the transfer pod must go")
  @CsvSource({
    "ReadWriteOnce, DESTINATION, OK",
    "ReadWriteOnce, SOURCE, OK",
    "ReadWriteMany, DESTINATION, OK",
    "ReadWriteOncePod, DESTINATION, FAILED"
  })
  void assistant(String mode, Side side, Finding.Verdict verdict) {
    ClaimUse assistant =
        new ClaimUse(
            "data",
            "affinity-assistant-0123456789-0",
            Optional.of("n1"),
            Optional.empty(),
            ClaimUse.Access.PLACE);

    Finding finding = InUse.of(side, REF, claim(mode), List.of(assistant), false);

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.text()).contains("pod affinity-assistant-0123456789-0 on node n1");
    assertThat(InUse.node(claim(mode), List.of(assistant)))
        .isEqualTo(mode.equals("ReadWriteMany") ? Optional.empty() : Optional.of("n1"));
  }

  @Test
  @DisplayName("beside an affinity assistant, another pod is named alone")
  void besideAssistant() {
    ClaimUse assistant =
        new ClaimUse(
            "data",
            "affinity-assistant-0123456789-0",
            Optional.of("n1"),
            Optional.empty(),
            ClaimUse.Access.PLACE);

    Finding finding =
        InUse.of(
            Side.DESTINATION, REF, claim("ReadWriteOnce"), List.of(assistant, USED.get(0)), false);

    assertThat(finding.reason()).contains(Reason.CLAIM_IN_USE);
    assertThat(finding.text()).contains("db-0").doesNotContain("affinity-assistant");
  }

  @Test
  @DisplayName("of many pods three are named")
  void many() {
    List<ClaimUse> uses =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new ClaimUse(
                        "data",
                        "web-" + i,
                        Optional.empty(),
                        Optional.empty(),
                        ClaimUse.Access.FILES))
            .toList();

    assertThat(InUse.of(Side.DESTINATION, REF, claim("ReadWriteMany"), uses, false).text())
        .contains("pod web-0, pod web-1, pod web-2 and 2 more");
  }

  private static PersistentVolumeClaim claim(String mode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("data")
        .endMetadata()
        .withNewSpec()
        .withAccessModes(mode)
        .endSpec()
        .build();
  }
}
