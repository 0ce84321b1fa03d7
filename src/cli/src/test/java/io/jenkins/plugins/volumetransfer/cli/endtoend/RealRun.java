package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cli.FailureTable;
import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Two namespaces of a real cluster, and one command that fails there. */
final class RealRun implements AutoCloseable {
  static final String CLAIM = "data";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is no word about a failure; of the last two, the cluster or its slowness is the cause. */
  private static final Pattern NO_WORD =
      Pattern.compile(
          "\"event\":\"(runBegan|notice|phaseChanged|progress)\"|MissingClusterDNS"
              + "|waiting for the API server");

  private final KubernetesTestBed bed;
  private final String id;
  private final String source;
  private final String destination;
  private final RealObjects objects;
  private final List<Path> files = new ArrayList<>();
  private volatile Instant cause;

  /**
   * @param number tells it from those beside it
   */
  RealRun(KubernetesTestBed bed, int number) {
    this.bed = bed;
    this.id = "run" + number;
    this.source = bed.createNamespace("app-3");
    this.destination = bed.createNamespace("app-4");
    this.objects = new RealObjects(bed, id, source, destination);
  }

  KubernetesTestBed bed() {
    return bed;
  }

  KubernetesClient client() {
    return bed.client();
  }

  RealObjects objects() {
    return objects;
  }

  String source() {
    return source;
  }

  String destination() {
    return destination;
  }

  /** Returns once some of the data was sent; what happens then is the cause. */
  void awaitCopying(VolumeTransferCommand command) {
    await(() -> command.output().matches("(?s).*\"event\":\"progress\"[^\n]*\"bytes\":[1-9].*"));
    cause = Instant.now();
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(condition);
  }

  String sourcePod() {
    return "vt-" + id + "-data-source-1";
  }

  Path file(String text) throws IOException {
    Path file = Files.createTempFile("real-failure", ".yaml");
    files.add(file);
    return Files.writeString(file, text);
  }

  List<String> fromTo() {
    return List.of("--from=" + source + "/" + CLAIM, "--to=" + destination + "/" + CLAIM);
  }

  /** Runs the command, provokes what is to happen beside it, and tells how that ended. */
  String row(RealFailure failure) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("transfer", "--run-id=" + id, "--output=json", "--image=" + bed.image()));
    arguments.addAll(fromTo());
    List<String> options = failure.before().options(this);
    // The first value counts.
    arguments.removeIf(argument -> overridden(argument, options));
    arguments.addAll(options);
    if (options.stream().noneMatch(option -> option.startsWith("--retries"))) {
      arguments.add("--retries=0");
    }
    cause = Instant.now();
    try (VolumeTransferCommand command = VolumeTransferCommand.start(bed.kubeconfig(), arguments)) {
      failure.during().strike(this, command);
      return row(failure.what(), command.outcome());
    }
  }

  private static boolean overridden(String argument, List<String> options) {
    String name = argument.replaceFirst("=.*", "=");
    return options.stream().anyMatch(option -> option.startsWith(name));
  }

  private String row(String what, Outcome outcome) throws IOException {
    List<String> lines = outcome.output().lines().toList();
    assertThat(lines).as(what + "\n" + outcome.all()).isNotEmpty();
    JsonNode transfer = JSON.readTree(lines.get(lines.size() - 1)).at("/transfers/0");
    assertThat(transfer.path("attempts").asInt()).as(outcome.all()).isLessThanOrEqualTo(1);
    assertThat(bed.leftovers(source, destination)).as(what).isEmpty();
    return FailureTable.row(
        what,
        transfer.at("/failure/reason").asText(),
        plain(transfer.at("/failure/message").asText()),
        outcome.exitCode(),
        said(lines));
  }

  private Duration said(List<String> lines) throws IOException {
    Optional<String> first =
        lines.stream().filter(line -> !NO_WORD.matcher(line).find()).findFirst();
    JsonNode event = JSON.readTree(first.orElseThrow());
    // The result has no time of its own, but an end.
    String time = event.path("time").asText(event.path("ended").asText());
    return Duration.between(cause, Instant.parse(time));
  }

  /** What differs from run to run, and from cluster to cluster. */
  private String plain(String message) {
    return message
        .replace(source, "app-3")
        .replace(destination, "app-4")
        .replace("vt-" + id, "vt-run")
        .replace(bed.image(), "IMAGE")
        .replaceAll("kubeconfig \\S+ has no", "kubeconfig FILE has no")
        .replaceAll("it has \\S+$", "it has NAME")
        .replaceAll("on node \\S+?(?=[; ])", "on node NODE")
        .replaceAll("https?://[0-9.]+:\\d+/?", "https://SERVER")
        .replaceAll("/?127\\.0\\.0\\.1:9(?!\\d)", "SERVER")
        .replaceAll("0/\\d+ nodes", "0/N nodes")
        .replaceAll("available: \\d+ ", "available: N ")
        .replaceAll("\\d+ of \\d+ inodes", "N of N inodes")
        .replaceAll("[0-9.]+[KM]iB of ([0-9.]+[KM]iB) are free", "FREE of $1 are free")
        .replaceAll("[0-9.]+ [KMi]*B( of about [0-9.]+ [KM]iB)? were", "SENT of about TOTAL were")
        .replaceAll("`excludes` \\(code .*", "`excludes` (...)")
        .replaceAll("(; it said: [^|]*private[^|]*\\S)( \\| .*)?$", "$1")
        .replaceAll("; it said: (?!.*private).*", "; it said: ...")
        .replaceAll(
            "container \\w+( .* could not run) \\(StartError: .*",
            "container NAME$1 (StartError: ...)")
        .replaceAll("the image of container \\w+", "the image of container NAME")
        .replaceAll("the source cluster has \\S+;", "the source cluster has VERSION;")
        .replaceAll("FailedMount: MountVolume[^|]* dmesg[^|;]* \\| ", "")
        .replaceAll(" \\| FailedMount: MountVolume[^|]* dmesg[^|;]*", "")
        .replaceAll(" ?MissingClusterDNS: [^|]* policy\\.( \\|)?", "");
  }

  @Override
  public void close() throws IOException {
    objects.close();
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
