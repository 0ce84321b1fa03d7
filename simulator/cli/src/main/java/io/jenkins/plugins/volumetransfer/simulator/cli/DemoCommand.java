package io.jenkins.plugins.volumetransfer.simulator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.ExitStatus;
import io.jenkins.plugins.volumetransfer.cli.Interruption;
import io.jenkins.plugins.volumetransfer.cli.OutputOptions;
import io.jenkins.plugins.volumetransfer.cli.ReportOptions;
import io.jenkins.plugins.volumetransfer.cli.Transferring;
import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.sample.SampleScript;
import io.jenkins.plugins.volumetransfer.simulator.sample.TreeListing;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.text.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies a lifelike claim on this machine, and compares. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Copy a lifelike claim on this machine, without a cluster: an embedded API server, and a"
          + " local kubelet that runs the transfer pods' containers as processes. rsync, stunnel"
          + " and the scripts are the real ones. Ends with 0 only if both trees are equal.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer demo",
      "  volume-transfer demo --topology single --small-files 50000 --keep"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String CLAIM = "postgresql";
  private static final int DIFFERENCES_MAX = 10;

  private final Environment environment;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      description = "Where claims, logs and report go. Default: a new one for temporary files.")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--small-files",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Number of small files, 1000 to 1000000. Default: ${DEFAULT-VALUE}.")
  private int smallFiles;

  @Option(
      names = "--big-file",
      paramLabel = "MIB",
      defaultValue = "200",
      description = "Size of the one big file in MiB, 1 to 100000. Default: ${DEFAULT-VALUE}.")
  private int bigMib;

  @Option(
      names = "--topology",
      paramLabel = "KIND",
      defaultValue = "separate",
      description = "separate, single or sidecar. Default: ${DEFAULT-VALUE}.")
  private Topology topology = Topology.SEPARATE;

  @Option(names = "--keep", description = "Keep the claims and the logs of the pods.")
  private boolean keep;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(smallFiles >= 1000 && smallFiles <= 1_000_000, "--small-files", "1000 to 1000000");
    reports.require();
    require(bigMib >= 1 && bigMib <= 100_000, "--big-file", "1 to 100000");
    Path home = home();
    Path clusterHome = home.resolve("cluster");
    if (Files.exists(clusterHome)) {
      throw new BadInput(
          "--directory: " + clusterHome + " is there already; name another directory");
    }
    try (LocalCluster cluster = LocalCluster.start(clusterHome)) {
      return copy(cluster, home).code();
    } finally {
      if (!keep) {
        delete(clusterHome);
      }
      tellWhatIsLeft(home);
    }
  }

  private Path home() throws IOException {
    if (directory.isEmpty()) {
      return Files.createTempDirectory("volume-transfer-demo-");
    }
    try {
      return Files.createDirectories(directory.get());
    } catch (IOException e) {
      throw new BadInput("--directory: " + directory.get() + " can't be made: " + FileError.why(e));
    }
  }

  private static void require(boolean holds, String option, String range) {
    if (!holds) {
      throw new BadInput(option + ": write a number from " + range);
    }
  }

  private ExitStatus copy(LocalCluster cluster, Path home)
      throws IOException, InterruptedException {
    cluster.createNamespace("app-3");
    cluster.createNamespace("app-4");
    Path source = cluster.createClaim("app-3", CLAIM);
    Path destination = cluster.createClaim("app-4", CLAIM);
    say(
        ("making the claim app-3/%s: %s small files, one of %s MiB, and all the"
                + " oddities of a real volume")
            .formatted(CLAIM, smallFiles, bigMib));
    SampleScript.SAMPLE_TREE.run(
        source.toString(), Integer.toString(smallFiles), Integer.toString(bigMib));

    say("copying it to app-4/" + CLAIM + ", through rsync and stunnel");
    Instant begin = environment.clock().instant();
    TransferSpec spec = spec(cluster);
    RunId run = RunId.random(new SecureRandom());
    ExitStatus status =
        new Transferring(
                environment,
                output,
                reports,
                Interruption.CLEAN_UP_MAX,
                Transferring.Until.ENDED,
                Optional.empty(),
                Optional.of("delete " + home))
            .run(spec, run, end -> write(spec, end, home.resolve("report.json")));
    Duration copying = Duration.between(begin, environment.clock().instant());
    if (status != ExitStatus.SUCCEEDED) {
      return status;
    }

    say("comparing both trees by find and sha256sum");
    TreeListing wanted = listing(source);
    List<String> differences = wanted.differences(listing(destination));
    if (!differences.isEmpty()) {
      say(differences.size() + " differences:");
      differences.stream().limit(DIFFERENCES_MAX).forEach(this::say);
      return ExitStatus.FAILED;
    }
    say(
        String.format(
            Locale.ROOT,
            "equal: %,d entries, %,d bytes, copied in %.1f s with all pods started and removed",
            wanted.entries().size(),
            wanted.bytes(),
            copying.toMillis() / 1000.0));
    return ExitStatus.SUCCEEDED;
  }

  private static TreeListing listing(Path directory) throws IOException, InterruptedException {
    return TreeListing.parse(SampleScript.TREE_LISTING.run(directory.toString()));
  }

  private TransferSpec spec(LocalCluster cluster) throws IOException {
    ClusterRef here =
        new ClusterRef(
            Optional.of(cluster.kubeconfig().toString()),
            Optional.empty(),
            ClusterRef.Access.KUBECONFIG);
    return TransferSpec.of(
            List.of(
                new VolumePair(new ClaimRef("app-3", CLAIM, ""), new ClaimRef("app-4", CLAIM, ""))))
        .withClusters(here, here)
        .withPods(pods());
  }

  /** The local kubelet runs everything as this process's user; only root can copy as root. */
  private PodOptions pods() throws IOException {
    PodOptions normal = PodOptions.DEFAULT;
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    return new PodOptions(
        topology,
        normal.podPer(),
        root ? RunAs.ROOT : RunAs.NON_ROOT,
        normal.source().rsyncImage(),
        normal.source().stunnelImage(),
        normal.source().rsyncResources(),
        normal.source().stunnelResources());
  }

  private List<String> write(TransferSpec spec, RunReport report, Path file) {
    ObjectNode result =
        new JsonEvents(report.run(), Transfer.of(spec))
            .result(report, environment.clock().instant());
    try {
      Files.writeString(file, result.toPrettyString() + "\n");
      return List.of();
    } catch (IOException e) {
      return List.of("the report can't be written: " + FileError.why(e));
    }
  }

  private void tellWhatIsLeft(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      List<String> left = files.map(Path::toString).sorted().toList();
      if (!left.isEmpty()) {
        say("left here: " + String.join(", ", left));
      } else if (directory.isEmpty()) {
        Files.delete(home);
      }
    }
  }

  private void say(String line) {
    environment.err().println("demo: " + line);
    environment.err().flush();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
