package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Goal: whoever types what a guide says has done what it promises. Method: each line of its
 * consoles, in its order. {@code kubectl} need not be there: it only scales, which the client does.
 */
@DisplayName("A guide, command by command,")
@DisabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "the guides name their namespaces, and no cluster has their storage class")
class GuideIT {
  private static final Path GUIDES = Path.of("../../docs/guide");
  private static final String CLAIM = "postgresql";
  private static final Pattern CONSOLE = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SCALE =
      Pattern.compile(
          "kubectl (?:--kubeconfig (\\S+) )?--namespace (\\S+) scale deployment/(\\S+) --replicas=(\\d+)");

  private TestBed bed;
  private TestBed other;

  @BeforeEach
  void prepare() throws Exception {
    bed = TestBed.open();
    other = TestBed.open();
    bed.createNamespaceNamed("app-3");
    bed.createClaim("app-3", CLAIM);
    bed.fill("app-3", CLAIM, 50, 1);
    deployment(bed.client(), "app-3");
  }

  @AfterEach
  void close() throws Exception {
    other.close();
    bed.close();
  }

  @Test
  @DisplayName("takes an application to another namespace")
  void anotherNamespace() throws Exception {
    bed.createNamespaceNamed("app-4");
    deployment(bed.client(), "app-4");

    follow("another-namespace.md");

    assertEqual(bed, "app-4", CLAIM);
    assertThat(replicas(bed.client(), "app-3")).isZero();
    assertThat(replicas(bed.client(), "app-4")).isEqualTo(1);
  }

  @Test
  @DisplayName("takes an application to another cluster")
  void anotherCluster() throws Exception {
    other.createNamespaceNamed("app-3");
    other.createClaim("app-3", CLAIM);

    follow("another-cluster.md");

    assertEqual(other, "app-3", CLAIM);
    assertThat(replicas(bed.client(), "app-3")).isZero();
  }

  @Test
  @DisplayName("changes a storage class")
  void storageClass() throws Exception {
    follow("storage-class.md");

    assertEqual(bed, "app-3", CLAIM + "-fast");
    assertThat(
            bed.client()
                .persistentVolumeClaims()
                .inNamespace("app-3")
                .withName(CLAIM + "-fast")
                .get()
                .getSpec()
                .getStorageClassName())
        .isEqualTo("standard");
  }

  private void assertEqual(TestBed to, String namespace, String claim) throws Exception {
    assertThat(bed.listing("app-3", CLAIM).differences(to.listing(namespace, claim))).isEmpty();
    assertThat(bed.leftovers("app-3")).isEmpty();
    assertThat(to.leftovers(namespace)).isEmpty();
  }

  private void follow(String guide) throws Exception {
    List<String> lines =
        CONSOLE
            .matcher(Files.readString(GUIDES.resolve(guide)))
            .results()
            .flatMap(console -> console.group(1).lines())
            .toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      Matcher scale = SCALE.matcher(line);
      if (scale.matches()) {
        scale(scale);
      } else {
        run(line);
      }
    }
  }

  private void run(String line) throws Exception {
    Map<String, String> here =
        Map.of(
            "a.kubeconfig", bed.kubeconfig().toString(),
            "b.kubeconfig", other.kubeconfig().toString(),
            // The one class that the local cluster has volumes of.
            "fast", "standard");
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    assertThat(words.remove(0)).as(line).isEqualTo("volume-transfer");
    words.replaceAll(word -> here.getOrDefault(word, word));
    if (!words.contains("--rbac")) {
      words.add("--image=" + bed.image());
    }
    Outcome outcome = VolumeTransferCommand.run(bed.kubeconfig(), words);
    assertThat(outcome.exitCode()).as(line + "\n" + outcome.all()).isZero();
  }

  private void scale(Matcher scale) throws IOException {
    assertThat(scale.group(1)).isIn(null, "a.kubeconfig");
    bed.client()
        .apps()
        .deployments()
        .inNamespace(scale.group(2))
        .withName(scale.group(3))
        .edit(
            old ->
                new DeploymentBuilder(old)
                    .editSpec()
                    .withReplicas(Integer.parseInt(scale.group(4)))
                    .endSpec()
                    .build());
  }

  private static void deployment(KubernetesClient client, String namespace) {
    client
        .resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withName(CLAIM)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(namespace.equals("app-3") ? 1 : 0)
                .withNewSelector()
                .addToMatchLabels("app", CLAIM)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", CLAIM)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  private static int replicas(KubernetesClient client, String namespace) {
    return client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(CLAIM)
        .get()
        .getSpec()
        .getReplicas();
  }
}
