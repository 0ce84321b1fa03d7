package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A destination claim that is there already")
class ExistingClaimTest {
  @ParameterizedTest(name = "{0}, of class {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "create: true|standard|",
        "create: true, storageClass: premium|premium|",
        "create: true, storageClass: premium|standard|the storage class standard and not premium"
            + " (`storageClass`)",
        "create: true, storageClass: premium|none|no storage class and not premium",
        "create: true, storageClasses: {gp2: gp3}|gp2|the storage class gp2 and not gp3"
            + " (`storageClasses`)",
        "create: true, storageClasses: {gp2: gp3}|gp3|",
        "create: true, storageClasses: {io1: io2}|standard|",
      })
  @DisplayName("is refused if another class was asked for by name")
  void storageClass(String fields, String has, String refused) {
    List<Finding> findings = of(fields, claim("gp2", "ReadWriteOnce"), claim(has, "ReadWriteOnce"));

    if (refused == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.reason()).contains(Reason.CLAIM_DIFFERS);
                assertThat(finding.text()).contains("the destination claim c/d", refused);
              });
    }
  }

  @Test
  @DisplayName(
      "and that lacks an access mode which a new one would have is told, as it can't get it")
  void accessModes() {
    PersistentVolumeClaim source = claim("gp2", "ReadWriteMany");
    PersistentVolumeClaim destination = claim("gp2", "ReadWriteOnce");

    assertThat(of("create: true", source, destination))
        .extracting(Finding::verdict, Finding::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Finding.Verdict.WARNING,
                "the destination claim c/d exists already and has not the access mode ReadWriteMany"
                    + " that one like its source would have, but ReadWriteOnce"));
    assertThat(of("create: false", source, destination)).isEmpty();
  }

  @Test
  @DisplayName("and that is not as `newClaims` wants one is told, and used as it is")
  void newClaims() {
    String asked = "create: true, newClaims: {size: 2Gi, accessModes: [ReadWriteMany]}";
    PersistentVolumeClaim destination = claim("gp2", "ReadWriteOnce");

    assertThat(of(asked, claim("gp2", "ReadWriteOnce"), destination))
        .allMatch(finding -> finding.verdict() == Finding.Verdict.WARNING)
        .extracting(Finding::text)
        .containsExactly(
            "the destination claim c/d exists already and has not the access mode ReadWriteMany"
                + " that `newClaims` asks for, but ReadWriteOnce",
            "the destination claim c/d exists already and has 0, not the 2Gi that `newClaims` asks"
                + " for");
    assertThat(of(asked, claim("gp2", "ReadWriteOnce"), large(claim("gp2", "ReadWriteMany"))))
        .isEmpty();
  }

  private static PersistentVolumeClaim large(PersistentVolumeClaim claim) {
    return new PersistentVolumeClaimBuilder(claim)
        .editSpec()
        .withNewResources()
        .addToRequests("storage", new Quantity("2048Mi"))
        .endResources()
        .endSpec()
        .build();
  }

  @Test
  @DisplayName("and that can only be read is told")
  void readOnly() {
    assertThat(of("create: false", claim("gp2", "ReadWriteOnce"), claim("gp2", "ReadOnlyMany")))
        .extracting(Finding::text)
        .singleElement()
        .asString()
        .contains("only the access mode ReadOnlyMany");
  }

  private static List<Finding> of(
      String fields, PersistentVolumeClaim source, PersistentVolumeClaim destination) {
    TransferSpec spec = SpecReader.read("{volumes: [{from: a/b, to: c/d}], " + fields + "}");
    ClaimOptions options = spec.claims();
    return ExistingClaim.of(spec.volumes().get(0), Optional.of(source), destination, options);
  }

  private static PersistentVolumeClaim claim(String storageClass, String accessMode) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .endMetadata()
        .withNewSpec()
        .withStorageClassName(storageClass)
        .withAccessModes(accessMode)
        .endSpec()
        .build();
  }
}
