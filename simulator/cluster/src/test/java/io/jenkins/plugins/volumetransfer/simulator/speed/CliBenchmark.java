package io.jenkins.plugins.volumetransfer.simulator.speed;

import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the command line costs as the process of a Tekton step, beside {@code kubectl get pods} for
 * scale: each round runs all of them on the same local cluster, one after the other.
 */
final class CliBenchmark {
  private static final String NAMESPACE = "bench";
  private static final int ROUNDS = 9;
  private static final int SAMPLE_MS = 5;
  private static final int SECONDS_MAX = 120;
  private static final long BYTES = 1 << 20;

  /** Of the kernel, in KiB: the most that a process has had in memory so far. */
  private static final Pattern MEMORY = Pattern.compile("VmHWM:\\s+(\\d+)");

  private static final String KUBECTL = "kubectl get pods";
  private static final String VERSION = "--version";
  private static final String TRANSFER = "transfer";

  /**
   * One process.
   *
   * @param firstByteSeconds until the destination has data; empty if it copies nothing
   */
  private record Cost(
      double seconds, double cpuSeconds, double memoryMib, List<Double> firstByteSeconds) {}

  private final LocalCluster cluster;
  private final Path directory;
  private final String launcher;
  private final Path destination;

  private CliBenchmark(LocalCluster cluster, Path directory, String launcher) throws IOException {
    this.cluster = cluster;
    this.directory = directory;
    this.launcher = launcher;
    cluster.createNamespace(NAMESPACE);
    Path source = cluster.createClaim(NAMESPACE, "source");
    Files.write(source.resolve("data"), new byte[(int) BYTES]);
    destination = cluster.createClaim(NAMESPACE, "destination");
  }

  /**
   * Exits with 1 if a command fails.
   *
   * @param arguments the launcher of the command, and {@code --quick} for a single round
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = List.of(arguments).contains("--quick") ? 1 : ROUNDS;
    Path directory = Files.createTempDirectory("volume-transfer-bench");
    try (LocalCluster cluster = LocalCluster.start(directory.resolve("cluster"))) {
      CliBenchmark benchmark = new CliBenchmark(cluster, directory, arguments[0]);
      Map<String, List<Cost>> costs = new TreeMap<>();
      for (int round = 0; round <= rounds; round++) {
        Map<String, Cost> one = benchmark.round();
        // The first one finds cold files.
        if (round > 0 || rounds == 1) {
          one.forEach(
              (name, cost) -> costs.computeIfAbsent(name, it -> new ArrayList<>()).add(cost));
        }
      }
      print(costs);
    } finally {
      deleteAll(directory);
    }
  }

  private Map<String, Cost> round() throws Exception {
    Map<String, Cost> costs = new TreeMap<>();
    if (isThere("kubectl")) {
      costs.put(KUBECTL, run(List.of("kubectl", "get", "pods", "--namespace=" + NAMESPACE)));
    }
    costs.put(VERSION, run(List.of(launcher, "--version")));
    costs.put(
        TRANSFER,
        run(
            List.of(
                launcher,
                "transfer",
                "--from=" + NAMESPACE + "/source",
                "--to=" + NAMESPACE + "/destination",
                "--image=any")));
    Files.delete(destination.resolve("data"));
    return costs;
  }

  private Cost run(List<String> command) throws Exception {
    Path times = directory.resolve("times");
    List<String> timed =
        new ArrayList<>(
            List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\"; } 2>\"$0\"", "" + times));
    timed.addAll(List.of("bash", "-c", "exec \"$@\" >\"$0\" 2>&1", directory + "/log"));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    long begin = System.nanoTime();
    Process process = builder.start();
    long memoryKib = 0;
    List<Double> firstByte = new ArrayList<>();
    while (!process.waitFor(SAMPLE_MS, TimeUnit.MILLISECONDS)) {
      memoryKib = Math.max(memoryKib, memoryKib(process.toHandle()));
      if (firstByte.isEmpty() && hasData()) {
        firstByte.add((System.nanoTime() - begin) / 1e9);
      }
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(SECONDS_MAX)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        throw new IllegalStateException(command + " takes more than " + SECONDS_MAX + " s");
      }
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          command + " failed:\n" + Files.readString(directory.resolve("log")));
    }
    String[] seconds = Files.readString(times).strip().split(" ");
    return new Cost(
        Double.parseDouble(seconds[0]),
        Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]),
        memoryKib / 1024.0,
        firstByte);
  }

  private static long memoryKib(ProcessHandle process) {
    return process
        .descendants()
        .map(CliBenchmark::peak)
        .flatMapToLong(it -> it.stream())
        .max()
        .orElse(0);
  }

  /** Empty for a process that has just ended. */
  private static OptionalLong peak(ProcessHandle process) {
    try {
      Matcher found =
          MEMORY.matcher(Files.readString(Path.of("/proc", "" + process.pid(), "status")));
      return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private boolean hasData() {
    File[] files = destination.toFile().listFiles();
    return files != null && Stream.of(files).anyMatch(file -> file.length() > 0);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private static void print(Map<String, List<Cost>> costs) {
    System.out.printf(
        "%-18s %9s %9s %12s %14s%n", "median", "seconds", "CPU s", "memory MiB", "first byte s");
    costs.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-18s %9.3f %9.3f %12.1f %14s%n",
                name,
                median(all.stream().map(Cost::seconds)),
                median(all.stream().map(Cost::cpuSeconds)),
                median(all.stream().map(Cost::memoryMib)),
                name.equals(TRANSFER)
                    ? String.format(
                        Locale.ROOT,
                        "%.3f",
                        median(all.stream().flatMap(cost -> cost.firstByteSeconds().stream())))
                    : ""));
    if (!costs.containsKey(KUBECTL)) {
      System.out.println("no kubectl here to compare with");
      return;
    }
    List<Cost> scale = costs.get(KUBECTL);
    for (String name : List.of(VERSION, TRANSFER)) {
      List<Cost> ours = costs.get(name);
      System.out.printf(
          Locale.ROOT,
          "%s in the same rounds: %.2f times the time of %s, %.2f times its CPU time%n",
          name,
          ratio(
              ours.stream().map(Cost::seconds).toList(),
              scale.stream().map(Cost::seconds).toList()),
          KUBECTL,
          ratio(
              ours.stream().map(Cost::cpuSeconds).toList(),
              scale.stream().map(Cost::cpuSeconds).toList()));
    }
  }

  private static double ratio(List<Double> ours, List<Double> theirs) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(ours.get(i) / theirs.get(i));
    }
    return median(ratios.stream());
  }

  private static double median(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
