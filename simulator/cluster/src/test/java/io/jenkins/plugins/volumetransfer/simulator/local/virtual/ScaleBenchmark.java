package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run of many claims costs: the packaged command, a process of its own, copies whole
 * namespaces on an embedded API server whose containers are only played.
 */
final class ScaleBenchmark {
  private static final int CAP = 8;
  private static final int HEAP_MIB = 256;
  private static final int REQUESTS_PER_CLAIM_MAX = 20;

  /** A copy of ten minutes takes half a second. */
  private static final int SPEED = 1200;

  private static final int MINUTES_MAX = 20;
  private static final int SAMPLE_MS = 50;
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
  private static final Pattern AFTER_GC = Pattern.compile("->(\\d+)M\\(");

  /**
   * What a run took.
   *
   * @param perRun requests that are made once, however many claims there are
   * @param perClaim all others, divided by the claims
   * @param threads at most, of the whole process
   * @param heapMib at most, of what was still in use after a collection
   */
  private record Cost(
      int claims, double seconds, long perRun, double perClaim, int threads, int heapMib) {}

  private ScaleBenchmark() {}

  /**
   * Exits with 1 if a run fails, or misses an aim.
   *
   * @param arguments the launcher of the command; and {@code --quick} for ten claims alone
   */
  public static void main(String[] arguments) throws Exception {
    boolean quick = List.of(arguments).contains("--quick");
    List<Integer> sizes = quick ? List.of(10) : List.of(10, 100, 1000);
    System.out.printf(
        Locale.ROOT,
        "%7s %9s %14s %18s %8s %9s%n",
        "claims",
        "seconds",
        "requests a run",
        "requests a claim",
        "threads",
        "heap MiB");
    int threads = 0;
    boolean met = true;
    for (int claims : sizes) {
      Cost cost = run(Path.of(arguments[0]), claims);
      System.out.printf(
          Locale.ROOT,
          "%7d %9.1f %14d %18.2f %8d %9d%n",
          cost.claims(),
          cost.seconds(),
          cost.perRun(),
          cost.perClaim(),
          cost.threads(),
          cost.heapMib());
      met &= cost.perClaim() <= REQUESTS_PER_CLAIM_MAX;
      // Ten claims hardly fill the turns; from a hundred on nothing may grow.
      met &= claims <= 100 || cost.threads() <= threads + 2;
      threads = cost.threads();
    }
    System.out.println(
        "aims: at most "
            + REQUESTS_PER_CLAIM_MAX
            + " requests a claim, no more threads for 1,000 claims than for 100, heap under "
            + HEAP_MIB
            + " MiB (the process has no more): "
            + (met ? "met" : "MISSED"));
    System.exit(met ? 0 : 1);
  }

  private static Cost run(Path launcher, int claims) throws Exception {
    Path directory = Files.createTempDirectory("volume-transfer-scale");
    Loop loop = new Loop(SPEED);
    try (LocalCluster cluster = LocalCluster.start(directory, new VirtualRuntime(loop), loop)) {
      for (String namespace : List.of("source", "destination")) {
        cluster.createNamespace(namespace);
        for (int i = 0; i < claims; i++) {
          cluster.createClaim(namespace, "claim-" + i);
        }
      }
      cluster.requests().reset();
      Path collections = directory.resolve("gc.log");
      Path output = directory.resolve("output");
      Process process = start(launcher, cluster, collections, output);
      long begin = System.nanoTime();
      int threads = awaitAndCountThreads(process);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (process.exitValue() != 0) {
        System.out.println(Files.readString(output));
        System.exit(1);
      }
      Map<String, Long> requests = cluster.requests().all();
      if (Boolean.getBoolean("scale.requests")) {
        System.out.println(requests);
      }
      long perRun =
          requests.entrySet().stream()
              .filter(each -> isPerRun(each.getKey()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      long others = cluster.requests().total() - perRun;
      return new Cost(
          claims, seconds, perRun, (double) others / claims, threads, heap(collections));
    } finally {
      delete(directory);
    }
  }

  private static boolean isPerRun(String request) {
    return request.startsWith("list ")
        || request.startsWith("watch ")
        || request.endsWith("selfsubjectaccessreviews");
  }

  private static Process start(Path launcher, LocalCluster cluster, Path collections, Path output)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                launcher.toString(),
                "transfer",
                "--all",
                "--source-namespace=source",
                "--destination-namespace=destination",
                "--max-concurrent=" + CAP,
                "--progress=lines")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    builder
        .environment()
        .put("JAVA_OPTS", "-Xmx" + HEAP_MIB + "m -Xlog:gc:file=" + collections + " -Xmn16m");
    return builder.start();
  }

  private static int awaitAndCountThreads(Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_MAX);
    int most = 0;
    while (!process.waitFor(SAMPLE_MS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IllegalStateException("not over after " + MINUTES_MAX + " minutes");
      }
      Path status = Path.of("/proc/" + process.pid() + "/status");
      Matcher threads = THREADS.matcher(Files.exists(status) ? Files.readString(status) : "");
      most = threads.find() ? Math.max(most, Integer.parseInt(threads.group(1))) : most;
    }
    return most;
  }

  private static int heap(Path collections) throws IOException {
    Matcher used = AFTER_GC.matcher(Files.readString(collections));
    int most = 0;
    while (used.find()) {
      most = Math.max(most, Integer.parseInt(used.group(1)));
    }
    return most;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
