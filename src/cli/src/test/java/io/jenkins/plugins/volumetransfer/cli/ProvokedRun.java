package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalPod;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A local cluster of its own with a claim to copy, and one command that fails there: what it said
 * and when.
 */
final class ProvokedRun implements AutoCloseable {
  static final String SOURCE = "app-3";
  static final String DESTINATION = "app-4";
  static final String CLAIM = "data";
  private static final int DATA_BYTES = 8 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How the command ended.
   *
   * @param said from the cause to the first word about it
   */
  record Seen(String reason, String message, int exitCode, Duration said) {}

  private record Line(Instant at, String text) {}

  private final Path directory;
  private final LocalCluster cluster;
  private final KubernetesClient client;
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final List<Closeable> resources = new CopyOnWriteArrayList<>();
  private volatile Instant cause;

  ProvokedRun() throws IOException {
    directory = Files.createTempDirectory("failure");
    cluster = LocalCluster.start(directory.resolve("cluster"));
    cluster.createNamespace(SOURCE);
    cluster.createNamespace(DESTINATION);
    Files.write(cluster.createClaim(SOURCE, CLAIM).resolve("file"), new byte[DATA_BYTES]);
    client =
        KubeconfigClusters.client(
            new ClusterRef(
                Optional.of(cluster.kubeconfig().toString()),
                Optional.empty(),
                ClusterRef.Access.KUBECONFIG));
  }

  LocalCluster cluster() {
    return cluster;
  }

  KubernetesClient client() {
    return client;
  }

  void closeLater(Closeable resource) {
    resources.add(resource);
  }

  Path directory() {
    return directory;
  }

  /** The transfer pod of that namespace. */
  LocalPod pod(String namespace) {
    return cluster.pods().all().stream()
        .filter(pod -> pod.namespace().equals(namespace))
        .findFirst()
        .orElseThrow();
  }

  /** Returns once the copy is under way; what happens then is the cause. */
  void awaitCopying() {
    await(() -> lines.stream().anyMatch(line -> line.text().contains("\"phase\":\"COPYING\"")));
    await(
        () -> {
          try (Stream<Path> files = Files.list(cluster.claimDirectory(DESTINATION, CLAIM))) {
            return files.findAny().isPresent();
          }
        });
    cause = Instant.now();
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(condition);
  }

  Seen run(List<String> options, Consumer<ProvokedRun> during) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("transfer", "--run-id=run", "--retries=0", "--output=json"));
    if (options.stream().noneMatch(option -> option.startsWith("--from"))) {
      arguments.add("--from=" + SOURCE + "/" + CLAIM);
      arguments.add("--to=" + DESTINATION + "/" + CLAIM);
    }
    if (options.stream().noneMatch(option -> option.contains("kubeconfig"))) {
      arguments.add("--kubeconfig=" + cluster.kubeconfig());
    }
    arguments.addAll(options);
    cause = Instant.now();
    Thread beside = new Thread(() -> during.accept(this));
    beside.setDaemon(true);
    beside.start();
    int code = Program.run(environment(), List.of(), arguments.toArray(String[]::new));
    beside.join();
    return seen(code);
  }

  private Seen seen(int code) {
    Instant first =
        lines.stream()
            .filter(
                line ->
                    !line.text()
                        .matches(".*\"event\":\"(runBegan|notice|phaseChanged|progress)\".*"))
            .findFirst()
            .orElseThrow()
            .at();
    Line last = lines.get(lines.size() - 1);
    Duration said = Duration.between(cause, first);
    if (last.text().startsWith("{")) {
      JsonNode failure = parse(last.text()).at("/transfers/0/failure");
      return new Seen(
          failure.path("reason").asText(), failure.path("message").asText(), code, said);
    }
    return new Seen("", last.text().replaceFirst("^volume-transfer: ", ""), code, said);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private Environment environment() {
    return new Environment(
        KubeconfigClusters::new,
        Clock.systemUTC(),
        new Requester("tester", new CommandAdvice()),
        Map.of(),
        new ByteArrayInputStream(new byte[0]),
        new PrintWriter(new Lines(), true),
        new PrintWriter(new Lines(), true),
        new Terminal(Terminal.Kind.FILE, 80, Terminal.Glyphs.ASCII),
        new Signals() {
          @Override
          public void listen(Consumer<StopSignal> listener) {}

          @Override
          public void halt(ExitStatus status) {}
        });
  }

  /** Notes when each line came. */
  private final class Lines extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void write(char[] characters, int offset, int length) {
      text.append(characters, offset, length);
      for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
        lines.add(new Line(Instant.now(), text.substring(0, end)));
        text.delete(0, end + 1);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Override
  public void close() throws IOException {
    for (Closeable resource : resources) {
      resource.close();
    }
    client.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
