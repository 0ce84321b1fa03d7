package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: which clusters have native sidecars. */
class KubernetesVersionTest {
  @ParameterizedTest(name = "{0}.{1}: {2}")
  @DisplayName("sidecars are there from 1.29 on, whatever a vendor appends to the version")
  @CsvSource({
    "1, 20, false",
    "1, 28, false",
    "1, 28+, false",
    "1, 29, true",
    "1, 29+, true",
    "1, 32-eks-1, true",
    "1, 100, true",
    "2, 0, true"
  })
  void sidecars(String major, String minor, boolean there) {
    KubernetesVersion version = KubernetesVersion.parse(major, minor);

    assertThat(version.compareTo(KubernetesVersion.OF_SIDECARS) >= 0).isEqualTo(there);
  }
}
