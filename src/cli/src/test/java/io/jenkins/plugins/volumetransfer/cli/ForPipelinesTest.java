package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what a pipeline needs that a person does not. Method: the real engine, in memory. */
@Timeout(60)
class ForPipelinesTest {
  @TempDir private Path results;

  @Test
  @DisplayName("with --ignore-empty, options and lists without a value count as not given")
  void ignoreEmpty() {
    Typed typed = Typed.without();

    int code =
        typed.run(
            "transfer",
            "--ignore-empty",
            "--image=",
            "--delete=",
            "--run-key=",
            "--source-kubeconfig=",
            "--from",
            "a/b",
            "--to",
            "c/b",
            "--exclude",
            "--result=reason=" + results.resolve("reason"));

    assertThat(code).as(typed.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--image=", "--retries=", "--run-id="})
  @DisplayName("without it, an empty value is refused")
  void empty(String argument) {
    assertThat(Typed.without().run("transfer", "--from=a/b", "--to=c/b", argument)).isEqualTo(2);
  }

  @Test
  @DisplayName("several values after one --from and one --to are as many pairs")
  void arrays() {
    Typed typed = Typed.without();

    typed.run("transfer", "--from", "a/x", "a/y", "--to", "c/x", "c/y", "--run-id=r1");

    assertThat(typed.out()).contains("2 transfers succeeded");
  }

  @Test
  @DisplayName("each result is a file of its own")
  void success() throws IOException {
    transfer(Typed.without(), "--run-id=r1");

    assertThat(written())
        .isEqualTo(
            Map.of(
                "run",
                "r1",
                "bytes",
                "1048576",
                "files",
                "3",
                "seconds",
                "0",
                "reason",
                "SUCCEEDED"));
  }

  @Test
  @DisplayName("a failure has its results too")
  void failure() throws IOException {
    assertThat(transfer(Typed.into(new FakeCluster().endsWith("b", 11)))).isEqualTo(1);

    assertThat(written())
        .containsEntry("reason", "RSYNC_FAILED")
        .containsEntry("bytes", "1048576")
        .containsKey("run");
  }

  @Test
  @DisplayName("different failures of several transfers are all named, each once")
  void failures() throws IOException {
    FakeCluster cluster = new FakeCluster().endsWith("b", 11).withoutClaim("a", "x");

    transfer(
        Typed.into(cluster.withoutClaim("a", "y")), "--from", "a/x", "a/y", "--to", "c/x", "c/y");

    assertThat(written().get("reason").split(","))
        .containsExactlyInAnyOrder("RSYNC_FAILED", "CLAIM_MISSING");
  }

  @Test
  @DisplayName("what could not be deleted is a reason of its own")
  void leftBehind() throws IOException {
    FakeCluster cluster = new FakeCluster().undeletable(ObjectRef.Kind.SERVICE);

    assertThat(transfer(Typed.into(cluster))).isEqualTo(4);

    assertThat(written()).containsEntry("reason", "LEFT_BEHIND");
  }

  @Test
  @DisplayName("a bad field is a reason of its own, and nothing is made")
  void badInput() throws IOException {
    FakeCluster cluster = new FakeCluster();

    assertThat(transfer(Typed.into(cluster), "--retries=many")).isEqualTo(2);

    assertThat(written()).containsEntry("reason", "BAD_INPUT").containsEntry("bytes", "0");
    assertThat(cluster.created()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--delete=maybe", "--wings"})
  @DisplayName("so is an argument that is not understood")
  void badArgument(String argument) throws IOException {
    assertThat(transfer(Typed.without(), argument)).isEqualTo(2);

    assertThat(written()).containsEntry("reason", "BAD_INPUT");
  }

  @Test
  @DisplayName("all reasons at once fit into Tekton's 4096 bytes, with all other results")
  void bounded() {
    String reasons = Stream.of(Reason.values()).map(Reason::name).collect(Collectors.joining(","));

    assertThat(reasons.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2048);
  }

  @Test
  @DisplayName("a result that can't be written is refused before anything is made")
  void noDirectory() {
    FakeCluster cluster = new FakeCluster();
    Typed typed = Typed.into(cluster);

    assertThat(typed.run("transfer", "--from=a/b", "--to=c/b", "--result=run=/nowhere/run"))
        .isEqualTo(2);

    assertThat(typed.err()).contains("--result run=/nowhere/run: name a file in a directory");
    assertThat(cluster.created()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--result=run=/tmp | --result run=/tmp: name a file in a directory",
        "--result=run=a --result=run=b | --result: one of the values has two files; name one"
      })
  @DisplayName("so is one that would be written to a directory, or to two files")
  void noFile(String results, String message) {
    FakeCluster cluster = new FakeCluster();
    Typed typed = Typed.into(cluster);

    assertThat(typed.run(("transfer --from=a/b --to=c/b " + results).split(" "))).isEqualTo(2);

    assertThat(typed.err()).contains(message);
    assertThat(cluster.created()).isEmpty();
  }

  @Test
  @DisplayName("a result that can't be written in the end is told, and changes the exit code")
  void fullDisk() throws IOException {
    Path file = results.resolve("run");
    // What is written first, beside the file, is in the way.
    Files.createDirectories(
        results.resolve(".run." + ProcessHandle.current().pid() + ".partial/x"));
    Typed typed = Typed.without();

    assertThat(typed.run("transfer", "--from=a/b", "--to=c/b", "--result=run=" + file))
        .isEqualTo(5);

    assertThat(typed.err()).contains("result run: " + file + " can't be written: ");
  }

  @Test
  @DisplayName("a result that does not exist is refused with those that do")
  void noResult() {
    Typed typed = Typed.without();

    assertThat(typed.run("transfer", "--from=a/b", "--to=c/b", "--result=size=x")).isEqualTo(2);

    assertThat(typed.err()).contains("--result").contains("REASON");
  }

  @Test
  @DisplayName("a run key names the run, the same for the same key, and cleanup knows it by it")
  void runKey() {
    assertThat(runOf("--run-key=8f1c3c5e-1")).isEqualTo(RunId.of("8f1c3c5e-1").value());
    assertThat(runOf("--run-key=8f1c3c5e-1")).isNotEqualTo(runOf("--run-key=8f1c3c5e-2"));

    FakeCluster cluster = new FakeCluster();
    cluster.owns(CleanupCommandTest.configMap(RunId.of("8f1c3c5e-1").value()));
    cluster.owns(CleanupCommandTest.configMap("other"));
    Typed typed = Typed.into(cluster);
    assertThat(typed.run("cleanup", "--run-key=8f1c3c5e-1", "--namespace", "app", "c")).isZero();
    assertThat(cluster.deleted()).hasSize(1);
    assertThat(cluster.lookedIn()).contains(List.of("app", "c"));
  }

  @Test
  @DisplayName("the environment's run key counts where no option says otherwise")
  void runKeyOfTheEnvironment() {
    FakeCluster cluster = new FakeCluster();
    Typed typed = Typed.into(cluster).with("VOLUME_TRANSFER_RUN_KEY", "job-1");

    typed.run("transfer", "--from=a/b", "--to=c/b");
    typed.run("transfer", "--from=a/b", "--to=c/b", "--run-id=r1");

    assertThat(cluster.created())
        .extracting(object -> object.getMetadata().getLabels().get(Labels.RUN))
        .contains(RunId.of("job-1").value(), "r1");
  }

  @Test
  @DisplayName("with a run key, what a former process left is looked for; another job's is not")
  void goneOnWith() {
    FakeCluster cluster = new FakeCluster();
    cluster.owns(CleanupCommandTest.configMap(RunId.of("job-1").value()));
    Typed typed = Typed.into(cluster);

    typed.run("transfer", "--from=app/x", "--to=app/y", "--run-key=job-1");

    assertThat(typed.out()).contains("OTHER_SPEC: run ", "was begun with another spec");
  }

  @Test
  @DisplayName("what is made in the namespace of the own pod belongs to it, and nothing else does")
  void owner() {
    FakeCluster cluster = new FakeCluster();

    inPod(cluster).run("transfer", "--from=a/b", "--to=c/b");

    assertThat(owners(cluster, "c"))
        .contains("Pod step-1 uid-1")
        .allMatch(owner -> owner.equals("Pod step-1 uid-1") || isConfigMap(owner));
    assertThat(owners(cluster, "a")).contains("").allMatch(ForPipelinesTest::isNobodyOrConfigMap);
  }

  @Test
  @DisplayName("in a cluster that is named, the own pod owns nothing: there is no such pod there")
  void ownerElsewhere() {
    FakeCluster cluster = new FakeCluster();

    inPod(cluster).run("transfer", "--from=a/b", "--to=c/b", "--destination-context=other");

    assertThat(owners(cluster, "c")).contains("").allMatch(ForPipelinesTest::isNobodyOrConfigMap);
  }

  @Test
  @DisplayName("half a pod is refused")
  void halfAPod() {
    Typed typed = Typed.without().with("VOLUME_TRANSFER_POD_NAME", "step-1");

    assertThat(typed.run("transfer", "--from=a/b", "--to=c/b")).isEqualTo(2);

    assertThat(typed.err())
        .contains("VOLUME_TRANSFER_POD_NAMESPACE and VOLUME_TRANSFER_POD_UID not set");
  }

  private static Typed inPod(FakeCluster cluster) {
    return Typed.into(cluster)
        .with("VOLUME_TRANSFER_POD_NAMESPACE", "c")
        .with("VOLUME_TRANSFER_POD_NAME", "step-1")
        .with("VOLUME_TRANSFER_POD_UID", "uid-1");
  }

  private static boolean isNobodyOrConfigMap(String owner) {
    return owner.isEmpty() || isConfigMap(owner);
  }

  /** That of its own side, with which it goes. */
  private static boolean isConfigMap(String owner) {
    return owner.startsWith("ConfigMap vt-");
  }

  private static List<String> owners(FakeCluster cluster, String namespace) {
    return cluster.created().stream()
        .map(HasMetadata::getMetadata)
        .filter(metadata -> metadata.getNamespace().equals(namespace))
        .map(
            metadata ->
                metadata.getOwnerReferences().stream()
                    .map(ForPipelinesTest::text)
                    .collect(Collectors.joining()))
        .toList();
  }

  private static String text(OwnerReference owner) {
    return owner.getKind() + " " + owner.getName() + " " + owner.getUid();
  }

  private String runOf(String key) {
    Typed typed = Typed.without();
    typed.run("transfer", "--from=a/b", "--to=c/b", key);
    return typed.out().replaceFirst("(?s).*\\(run ([^,]*).*", "$1");
  }

  private int transfer(Typed typed, String... more) {
    List<String> arguments = new ArrayList<>(List.of("transfer", "--from=a/b", "--to=c/b"));
    for (String name : List.of("run", "bytes", "files", "seconds", "reason")) {
      arguments.add("--result=" + name + "=" + results.resolve(name));
    }
    arguments.addAll(List.of(more));
    return typed.run(arguments.toArray(String[]::new));
  }

  private Map<String, String> written() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.toList()) {
        all.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return all;
  }
}
