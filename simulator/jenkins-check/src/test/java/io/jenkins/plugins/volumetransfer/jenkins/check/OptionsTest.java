package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.jenkins.step.CleanupVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.ContainerOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.DestinationOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.PlanVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.ResourcesOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferFailedException;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.VolumeOption;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.StepArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: steps have the options that docs/spec.md lists, and its errors. */
@Tag("integration")
class OptionsTest {
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);
  private static final Path SPEC = Path.of("../../docs/spec.md");

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

  /** The names that a Pipeline can write, as Jenkins finds them. */
  private static Set<String> fields(Class<?> type) {
    return new TreeSet<>(StepArguments.of(type).parameters().keySet());
  }

  /** Those of a section's table. */
  private static Set<String> documented(String heading) throws IOException {
    String text = Files.readString(SPEC);
    int begin = text.indexOf("\n## " + heading + "\n");
    int end = text.indexOf("\n## ", begin + 1);
    return ROW.matcher(text.substring(begin, end < 0 ? text.length() : end))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("each field of the spec is an option of transferVolumes and planVolumeTransfer")
  void complete() throws Exception {
    Set<String> documented = documented("The whole");
    documented.add("spec");

    assertThat(documented).hasSizeGreaterThan(30);
    assertThat(fields(TransferVolumesStep.class)).isEqualTo(documented);
    assertThat(fields(PlanVolumeTransferStep.class)).isEqualTo(documented);
    assertThat(fields(VolumeOption.class)).isEqualTo(documented("volumes"));
    assertThat(fields(ResourcesOption.class)).isEqualTo(documented("resources"));
    assertThat(fields(ContainerOption.class)).containsExactlyInAnyOrder("requests", "limits");
  }

  @Test
  @DisplayName("clusters are named by credentials in the place of a kubeconfig's path")
  void clusters() throws Exception {
    Set<String> both = documented("source and destination");
    both.remove("kubeconfig");
    both.addAll(Set.of("kubeconfigId", "credentialsId", "serverUrl", "caCertificate"));
    Set<String> source = new TreeSet<>(both);
    source.removeAll(Set.of("endpoint", "address", "CLUSTER_IP", "NODE_PORT", "LOAD_BALANCER"));
    source.remove("ROUTE");
    both.removeAll(Set.of("CLUSTER_IP", "NODE_PORT", "LOAD_BALANCER", "ROUTE"));

    assertThat(fields(SourceOption.class)).isEqualTo(source);
    assertThat(fields(DestinationOption.class)).isEqualTo(both);
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
