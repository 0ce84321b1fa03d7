package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: pods without root are let in where the restricted Pod Security Standard is enforced.
 * Method: each control of the standard, baseline included, in the order of its page in the
 * documentation of Kubernetes (1.32).
 */
class RestrictedStandardTest {
  private static final Set<String> VOLUME_TYPES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "persistentVolumeClaim",
          "projected",
          "secret");

  @ParameterizedTest(name = "{0}")
  @DisplayName("a pod without root keeps every control of the restricted standard")
  @EnumSource(Topology.class)
  void restricted(Topology topology) {
    Stream.of(
            GoldenManifestsTest.nonRootPods(topology),
            GoldenManifestsTest.applicationPods(topology))
        .forEach(RestrictedStandardTest::ofPods);
  }

  private static void ofPods(PodOptions options) {
    for (Manifests manifests :
        SampleTransfers.manifests(SampleTransfers.spec("a/x b/x").withPods(options))) {
      for (Side side : Side.values()) {
        Pod pod = manifests.pod(side, 1);
        ofPod(pod.getSpec());
        Stream.of(pod.getSpec().getContainers(), pod.getSpec().getInitContainers())
            .flatMap(List::stream)
            .forEach(container -> ofContainer(container, pod.getSpec()));
        // AppArmor was an annotation before it was a field; a profile named there would count.
        assertThat(pod.getMetadata().getAnnotations().keySet())
            .noneMatch(name -> name.startsWith("container.apparmor.security.beta.kubernetes.io/"));
      }
    }
  }

  private static void ofPod(PodSpec spec) {
    assertThat(spec.getHostNetwork()).isNull();
    assertThat(spec.getHostPID()).isNull();
    assertThat(spec.getHostIPC()).isNull();
    assertThat(spec.getVolumes()).isNotEmpty().allSatisfy(RestrictedStandardTest::ofVolume);
    PodSecurityContext security = spec.getSecurityContext();
    assertThat(security.getSysctls()).isEmpty();
    assertThat(security.getSeLinuxOptions()).isNull();
    assertThat(security.getAppArmorProfile()).isNull();
    assertThat(security.getWindowsOptions()).isNull();
    assertThat(security.getSeccompProfile().getType()).isIn("RuntimeDefault", "Localhost");
  }

  private static void ofVolume(Volume volume) {
    Map<?, ?> fields = Serialization.unmarshal(Serialization.asYaml(volume), Map.class);
    assertThat(fields.keySet())
        .filteredOn(field -> !field.equals("name"))
        .singleElement()
        .asString()
        .isIn(VOLUME_TYPES);
  }

  private static void ofContainer(Container container, PodSpec pod) {
    SecurityContext security = container.getSecurityContext();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getCapabilities().getDrop()).contains("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getRunAsUser()).isPositive();
    assertThat(security.getProcMount()).isNull();
    assertThat(security.getSeLinuxOptions()).isNull();
    assertThat(security.getAppArmorProfile()).isNull();
    assertThat(security.getWindowsOptions()).isNull();
    // The pod's profile holds where the container has none.
    assertThat(security.getSeccompProfile()).isNull();
    assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
    assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
  }
}
