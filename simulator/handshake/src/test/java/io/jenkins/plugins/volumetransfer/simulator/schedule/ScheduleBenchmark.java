package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Schedules of the real scripts, enumerated: the topology SEPARATE, all usual faults, two of them
 * at most. The first round is a warm-up; of the others, the median counts.
 */
final class ScheduleBenchmark {
  private static final int ROUNDS = 5;
  private static final int SCHEDULES_PER_ROUND = 400;
  private static final int FAULTS = 2;
  private static final double AIM_PER_SECOND = 300;

  private ScheduleBenchmark() {}

  /**
   * Exits with 1 if a law is broken, or if two threads miss the aim.
   *
   * @param arguments how many threads; and {@code --quick} for one small round without an aim
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int threads = Integer.parseInt(arguments[0]);
    boolean quick = List.of(arguments).contains("--quick");
    List<Double> rates = new ArrayList<>();
    double steps = 0;
    for (int round = 0; round <= (quick ? 0 : ROUNDS); round++) {
      long begin = System.nanoTime();
      Schedules.Found found = enumerate(threads, quick ? 20 : SCHEDULES_PER_ROUND);
      double rate = found.schedules() * 1e9 / (System.nanoTime() - begin);
      if (!found.broken().isEmpty()) {
        System.out.println("broken: " + found.broken());
        System.exit(1);
      }
      if (round > 0 || quick) {
        rates.add(rate);
      }
      steps = (double) found.steps() / found.schedules();
    }
    Collections.sort(rates);
    double median = rates.get(rates.size() / 2);
    System.out.printf(
        Locale.ROOT,
        "%d thread%s: %.1f schedules per second (%.1f to %.1f; rounds: %d), %.1f steps each%n",
        threads,
        threads == 1 ? "" : "s",
        median,
        rates.get(0),
        rates.get(rates.size() - 1),
        rates.size(),
        steps);
    if (!quick && threads > 1 && median < AIM_PER_SECOND) {
      System.out.printf(Locale.ROOT, "the aim, %.0f, is missed%n", AIM_PER_SECOND);
      System.exit(1);
    }
  }

  private static Schedules.Found enumerate(int threads, int schedules)
      throws IOException, InterruptedException {
    Setting setting = new Setting(Topology.SEPARATE, Setting.USUAL, FAULTS, false);
    try (ScriptDirectory scripts = ScriptDirectory.ours()) {
      return new Schedules(scripts.of(Topology.SEPARATE), setting, threads).enumerate(schedules);
    }
  }
}
