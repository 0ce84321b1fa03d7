package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: a claim that is made is like its source, and tied to nothing that the source is tied to.
 */
class NewClaimTest {
  private static final PersistentVolumeClaim SOURCE =
      new PersistentVolumeClaimBuilder()
          .withNewMetadata()
          .withName("data")
          .withNamespace("app-3")
          .addToLabels("app", "db")
          .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
          .endMetadata()
          .withNewSpec()
          .withAccessModes("ReadWriteOnce")
          .withVolumeMode("Filesystem")
          .withStorageClassName("gp2")
          .withVolumeName("pvc-1")
          .withNewDataSource("snapshot.storage.k8s.io", "VolumeSnapshot", "yesterday")
          .withNewSelector()
          .addToMatchLabels("disk", "ssd")
          .endSelector()
          .withNewResources()
          .addToRequests("storage", new Quantity("5Gi"))
          .endResources()
          .endSpec()
          .withNewStatus()
          .withPhase("Bound")
          .addToCapacity("storage", new Quantity("8Gi"))
          .endStatus()
          .build();

  @Test
  @DisplayName("size, access modes, volume mode and class come along; nothing else does")
  void like() {
    PersistentVolumeClaim made =
        NewClaim.like(SOURCE, new ClaimRef("app-4", "copy", "sub"), ClaimOptions.DEFAULT);

    assertThat(Serialization.asYaml(made))
        .isEqualTo(
            """
            ---
            apiVersion: "v1"
            kind: "PersistentVolumeClaim"
            metadata:
              name: "copy"
              namespace: "app-4"
            spec:
              accessModes:
              - "ReadWriteOnce"
              resources:
                requests:
                  storage: "8Gi"
              storageClassName: "gp2"
              volumeMode: "Filesystem"
            """);
  }

  @Test
  @DisplayName("what was asked for stands above what the source has")
  void asked() {
    ClaimOptions options =
        SpecReader.read(
                """
                create: true
                newClaims:
                  size: 20Gi
                  accessModes: [ReadWriteMany]
                  labels: {app: web}
                  annotations: {example.org/a: b}
                volumes: [{from: app-3/data, to: app-4/copy, newClaim: {size: 30Gi}}]
                """)
            .claims();

    assertThat(
            Serialization.asYaml(NewClaim.like(SOURCE, new ClaimRef("app-4", "copy", ""), options)))
        .isEqualTo(
            """
            ---
            apiVersion: "v1"
            kind: "PersistentVolumeClaim"
            metadata:
              annotations:
                example.org/a: "b"
              labels:
                app: "web"
              name: "copy"
              namespace: "app-4"
            spec:
              accessModes:
              - "ReadWriteMany"
              resources:
                requests:
                  storage: "30Gi"
              storageClassName: "gp2"
              volumeMode: "Filesystem"
            """);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("it can be written, whatever its source is")
  @CsvSource({
    "ReadOnlyMany, ReadWriteOnce",
    "'', ReadWriteOnce",
    "ReadWriteMany, ReadWriteMany",
    "ReadWriteOncePod, ReadWriteOncePod",
    "ReadOnlyMany;ReadWriteOnce, ReadOnlyMany;ReadWriteOnce"
  })
  void accessModes(String source, String made) {
    PersistentVolumeClaim like =
        new PersistentVolumeClaimBuilder(SOURCE)
            .editSpec()
            .withAccessModes(source.isEmpty() ? new String[0] : source.split(";"))
            .endSpec()
            .build();

    assertThat(
            NewClaim.like(like, new ClaimRef("b", "c", ""), ClaimOptions.DEFAULT)
                .getSpec()
                .getAccessModes())
        .containsExactly(made.split(";"));
  }

  @ParameterizedTest(name = "class {0}, mapping gp2 to {1}: {2}")
  @DisplayName("the class is the one that is given, else the mapping's, else the source's")
  @CsvSource({"fast, gp3, fast", "'', gp3, gp3", "'', gp2, gp2"})
  void storageClass(String given, String mapped, String expected) {
    ClaimOptions options =
        new ClaimOptions(
            false, true, Optional.of(given).filter(name -> !name.isEmpty()), Map.of("gp2", mapped));

    assertThat(
            NewClaim.like(SOURCE, new ClaimRef("b", "c", ""), options)
                .getSpec()
                .getStorageClassName())
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("a claim that asks for more than it has yet is as large as it asks")
  void growing() {
    PersistentVolumeClaim growing =
        new PersistentVolumeClaimBuilder(SOURCE)
            .editSpec()
            .withNewResources()
            .addToRequests("storage", new Quantity("9Gi"))
            .endResources()
            .endSpec()
            .build();

    assertThat(NewClaim.size(growing)).isEqualTo(new Quantity("9Gi"));
  }
}
