package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.jenkins.step.CleanupVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.PlanVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.VolumeOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: steps tell the errors of a spec as it does. */
@Tag("integration")
class OptionsTest {
  @TempDir private Path directory;
  private TestJenkins jenkins;

  @BeforeEach
  void start() {
    jenkins = new TestJenkins();
  }

  @AfterEach
  void stop() {
    jenkins.close();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("a bad field fails the step at once, with its path and what to write instead")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bandwidthLimit: 5 apples | bandwidthLimit
          verfy: true | did you mean `verify`?
          retries: 21 | from 0 to 20
          source: {kubeconfig: /root/.kube/config} | write kubeconfigId
          source: {credentialsId: a} | serverUrl
          source: {kubeconfigId: a, inCluster: true} | does not go with kubeconfigId
          source: {kubeconfigId: 7} | not a text
          source: {kubeconfigId: a, serverUrl: "https://x"} | source.serverUrl: does not go with kubeconfigId
          source: {kubeconfigId: a, caCertificate: x} | source.caCertificate: does not go with kubeconfigId
          source: {credentialsId: a, serverUrl: "https://x", context: c} | source.context: does not go with credentialsId
          source: {inCluster: true, caCertificate: x} | source.caCertificate: does not go with inCluster
          source: 7 | source
          [a] | no mapping
          """)
  void wrong(String text, String message) {
    TransferVolumesStep step = new TransferVolumesStep();
    boolean whole = text.startsWith("source") || text.startsWith("[");
    step.spec = whole ? text : "source: {kubeconfigId: a}\n" + text;
    VolumeOption volume = new VolumeOption("from/data");
    volume.to = "to/data";
    step.volumes = List.of(volume);

    assertThatThrownBy(() -> TestPipeline.start(step, new TestBuild("job", directory)))
        .isInstanceOfSatisfying(
            TransferFailedException.class,
            failure -> assertThat(failure.getReason()).isEqualTo("INVALID_SPEC"))
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("a spec that would take the controller's memory or stack is refused as any other")
  void hostile() {
    for (String text :
        List.of(
            "[".repeat(100_000),
            "{a: ".repeat(100_000),
            "a: " + "x".repeat(4 << 20),
            "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
            "!!javax.script.ScriptEngineManager [x]")) {
      TransferVolumesStep step = new TransferVolumesStep();
      step.spec = text;
      assertThatThrownBy(() -> TestPipeline.start(step, new TestBuild("job", directory)))
          .isInstanceOf(TransferFailedException.class)
          .hasMessageStartingWith("INVALID_SPEC")
          .message()
          .hasSizeLessThan(1_000);
    }
  }

  @Test
  @DisplayName("a file as editors on Windows write it is read as any other")
  void windows() throws Exception {
    PlanVolumeTransferStep step = new PlanVolumeTransferStep();
    step.spec =
        "\uFEFFsource: {kubeconfigId: a, namespace: from}\r\ndestination: {namespace: to}\r\n"
            + "volumes: [{from: data}]\r\n";

    assertThat((String) TestPipeline.atOnce(step, new TestBuild("job", directory)).result())
        .contains("kind: \"Pod\"");
  }

  @Test
  @DisplayName("a plan is the YAML of all that would be created, without any key")
  void plan() throws Exception {
    PlanVolumeTransferStep step = new PlanVolumeTransferStep();
    step.spec =
        """
        source: {kubeconfigId: a, namespace: from}
        destination: {namespace: to}
        volumes: [{from: data}]
        """;

    String yaml = (String) TestPipeline.atOnce(step, new TestBuild("job", directory)).result();

    assertThat(yaml)
        .contains("kind: \"Pod\"", "kind: \"Secret\"", "\"from\"", "\"to\"")
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  @DisplayName("a clean-up takes names of namespaces only: they become parts of URLs")
  void namespaces() {
    for (String name : List.of("a/../../default", "Not Valid", "a?x=y")) {
      CleanupVolumeTransferStep step = new CleanupVolumeTransferStep();
      step.kubeconfigId = "a";
      step.namespaces = List.of("good", name);
      assertThatThrownBy(() -> TestPipeline.start(step, new TestBuild("job", directory)))
          .hasMessageContainingAll("INVALID_SPEC", "namespaces", name);
    }
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("a clean-up wants to know where")
  @CsvSource({"'', kubeconfigId", "a, namespaces"})
  void cleanup(String kubeconfigId, String missing) {
    CleanupVolumeTransferStep step = new CleanupVolumeTransferStep();
    step.kubeconfigId = kubeconfigId;

    assertThatThrownBy(() -> TestPipeline.start(step, new TestBuild("job", directory)))
        .hasMessageContaining(missing + ": is missing");
  }
}
