package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Plays one run after the other on API servers with faults, some at a time. */
final class FaultSearch {
  /** Of the kubelet: a copy of ten minutes takes 0.2 s. */
  private static final int SPEED = 3000;

  private static final int AT_A_TIME = 8;

  /** Rsync fails, or the tunnel, in the first pod or in all; mostly nothing does. */
  private static final List<String> SCENARIOS =
      List.of(
          "success",
          "success",
          "success",
          "rsync-killed-at-40",
          "stunnel-dies-at-40",
          "rsync-fails-with-11-at-50");

  private static final Pattern NAMES = Pattern.compile("vt-[a-z0-9-]+|(from|to)-\\d+|:\\d{4,5}");

  private static final Catalogue OWN = Catalogue.own();

  private FaultSearch() {}

  /**
   * Searches.
   *
   * @return in no order
   */
  static List<FaultyRun.Verdict> play(LongStream seeds) throws Exception {
    List<Long> all = seeds.boxed().toList();
    AtomicLong next = new AtomicLong();
    SearchBudget budget = SearchBudget.ofProperty();
    ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      Callable<List<FaultyRun.Verdict>> player =
          () -> {
            List<FaultyRun.Verdict> verdicts = new ArrayList<>();
            Path directory = Files.createTempDirectory("volume-transfer-faults");
            Loop loop = new Loop(SPEED);
            VirtualRuntime runtime = new VirtualRuntime(loop);
            try (LocalCluster cluster = LocalCluster.start(directory, runtime, loop)) {
              for (int i = (int) next.getAndIncrement();
                  i < all.size() && !budget.isSpent();
                  i = (int) next.getAndIncrement()) {
                long seed = all.get(i);
                play(runtime, seed);
                verdicts.add(new FaultyRun(cluster, seed).play());
              }
            } finally {
              delete(directory);
            }
            return verdicts;
          };
      List<FaultyRun.Verdict> verdicts = new ArrayList<>();
      for (Future<List<FaultyRun.Verdict>> each :
          players.invokeAll(Collections.nCopies(Math.min(AT_A_TIME, all.size()), player))) {
        verdicts.addAll(each.get());
      }
      System.out.println(budget.covered(verdicts.size(), all.size(), "seeds of API faults"));
      return verdicts;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      players.shutdownNow();
    }
  }

  private static void play(VirtualRuntime runtime, long seed) {
    String name = SCENARIOS.get((int) Long.remainderUnsigned(seed, SCENARIOS.size()));
    Scenario scenario = OWN.find(name).orElseThrow();
    runtime.play(scenario, seed % 2 == 0 ? 1 : Integer.MAX_VALUE);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** What is wrong, and how to see it again. */
  static String described(FaultyRun.Verdict bad) {
    return "seed "
        + bad.seed()
        + ": "
        + String.join("\n  ", bad.problems())
        + "\n  again: bin/bench faults --seed="
        + bad.seed();
  }

  private static void reasons(List<FaultyRun.Verdict> verdicts) {
    verdicts.stream()
        .flatMap(each -> each.result().stream())
        .flatMap(result -> result.failure().stream())
        .map(failure -> NAMES.matcher(failure.toString()).replaceAll("X"))
        .collect(Collectors.groupingBy(text -> text, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(each -> System.out.println(each.getValue() + " " + each.getKey()));
  }

  /** For one line. */
  static String summary(List<FaultyRun.Verdict> verdicts) {
    return ("API faults: %d seeds, %d faults, succeeded %d, failed by name %d, "
            + "false successes %d, hangs %d, silent leaks %d, defects %d")
        .formatted(
            verdicts.size(),
            verdicts.stream().mapToInt(FaultyRun.Verdict::faults).sum(),
            verdicts.stream().filter(FaultyRun.Verdict::succeeded).count(),
            verdicts.stream()
                .filter(each -> each.result().isPresent() && !each.succeeded())
                .count(),
            count(verdicts, "false success"),
            count(verdicts, "hang"),
            count(verdicts, "silent leak"),
            count(verdicts, "defect"));
  }

  private static long count(List<FaultyRun.Verdict> verdicts, String kind) {
    return verdicts.stream().filter(each -> each.has(kind)).count();
  }

  /**
   * Exits with 1 if something was found.
   *
   * @param arguments how many seeds, and from which on
   */
  public static void main(String[] arguments) throws Exception {
    long count = Long.parseLong(arguments[0]);
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    long begin = System.nanoTime();
    List<FaultyRun.Verdict> verdicts = play(LongStream.range(first, first + count));
    List<FaultyRun.Verdict> bad =
        verdicts.stream().filter(each -> !each.problems().isEmpty()).toList();
    bad.forEach(each -> System.out.println(described(each)));
    if (Boolean.getBoolean("fault.reasons")) {
      reasons(verdicts);
    }
    System.out.println(summary(verdicts));
    System.err.printf("%.1f s%n", (System.nanoTime() - begin) / 1e9);
    System.exit(bad.isEmpty() ? 0 : 1);
  }
}
