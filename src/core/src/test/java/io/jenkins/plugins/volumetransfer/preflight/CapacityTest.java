package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a destination claim that is smaller than its source is told before it is full. */
class CapacityTest {
  private static final VolumePair PAIR =
      new VolumePair(new ClaimRef("a", "data", ""), new ClaimRef("b", "copy", ""));

  @ParameterizedTest(name = "{1} for {0}: {2}")
  @DisplayName(
      "the size of a destination claim that is there already is compared with its source's")
  @CsvSource({
    "5Gi, 4Gi, WARNING",
    "1Gi, 1G, WARNING",
    "5Gi, 5Gi, OK",
    "1Gi, 1024Mi, OK",
    "5Gi, 1Ti, OK"
  })
  void compared(String source, String destination, Finding.Verdict verdict) {
    Finding finding = Capacity.of(PAIR, claim(source), claim(destination));

    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.subject()).isEqualTo(Finding.Subject.CAPACITY);
    assertThat(finding.text()).startsWith("b/copy has " + destination + ", a/data has " + source);
  }

  private static PersistentVolumeClaim claim(String size) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .endMetadata()
        .withNewSpec()
        .withNewResources()
        .addToRequests("storage", new Quantity(size))
        .endResources()
        .endSpec()
        .build();
  }
}
