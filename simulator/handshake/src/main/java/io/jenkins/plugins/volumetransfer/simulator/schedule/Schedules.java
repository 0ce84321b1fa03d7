package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Many schedules of one pod, on several threads.
 *
 * <p>Enumerated: first the one without deviations; then each that leaves it at one step, and then
 * those that leave one of these once more, all of them or as many as are wanted, evenly drawn; each
 * only as far as no other went on from the same state. Or random, from a seed.
 */
public final class Schedules {

  /**
   * What was found.
   *
   * @param broken the tokens of schedules that break a law, with the laws; the first of each
   * @param ends how often the containers ended with which codes, where a schedule was run to its
   *     end
   */
  public record Found(
      int schedules, long steps, Map<String, Token> broken, Map<String, Integer> ends) {}

  private final ScriptSet scripts;
  private final Setting setting;
  private final int threads;
  private final Supplier<Observer> witnesses;
  private final Set<UUID> known = new HashSet<>();
  private final Map<String, Token> broken = new TreeMap<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final AtomicInteger schedules = new AtomicInteger();
  private long steps;

  public Schedules(ScriptSet scripts, Setting setting, int threads) {
    this(scripts, setting, threads, () -> Observer.NOBODY);
  }

  /**
   * @param witnesses one for each schedule
   */
  Schedules(ScriptSet scripts, Setting setting, int threads, Supplier<Observer> witnesses) {
    this.scripts = scripts;
    this.setting = setting;
    this.threads = threads;
    this.witnesses = witnesses;
  }

  /** At most so many. */
  public Found enumerate(int limit) throws IOException, InterruptedException {
    return enumerate(limit, () -> false);
  }

  /**
   * At most so many.
   *
   * @param isEnough asked before each
   */
  Found enumerate(int limit, BooleanSupplier isEnough) throws IOException, InterruptedException {
    List<List<Token.Deviation>> next = List.of(List.of());
    for (int level = 0; level <= 2 && schedules.get() < limit; level++) {
      next = run(thin(next, limit - schedules.get()), isEnough);
    }
    return found();
  }

  /**
   * These, of any number of deviations.
   *
   * @param isEnough asked before each
   */
  Found replay(List<Token> tokens, BooleanSupplier isEnough)
      throws IOException, InterruptedException {
    run(tokens.stream().map(Token::deviations).toList(), isEnough);
    return found();
  }

  /** Whether a schedule so far has broken a law. */
  synchronized boolean hasBroken() {
    return !broken.isEmpty();
  }

  /** Evenly drawn, so that late deviations are among them as well as early ones. */
  private static <T> List<T> thin(List<T> all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    return IntStream.range(0, limit)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / limit)))
        .toList();
  }

  /** Runs these, and returns those with one deviation more. */
  private List<List<Token.Deviation>> run(
      List<List<Token.Deviation>> some, BooleanSupplier isEnough)
      throws IOException, InterruptedException {
    List<List<List<Token.Deviation>>> children = new ArrayList<>();
    some.forEach(deviations -> children.add(List.of()));
    Set<UUID> formerly = Set.copyOf(known);
    inParallel(
        (runner, thread) -> {
          // So that what is pruned does not depend on which thread is faster: neighbours go the
          // same
          // way for long.
          Set<UUID> seen = new HashSet<>();
          int end = (int) ((long) (thread + 1) * some.size() / threads);
          for (int i = (int) ((long) thread * some.size() / threads);
              i < end && !isEnough.getAsBoolean();
              i++) {
            Token token = new Token(setting, some.get(i));
            int deviated = token.deviations().stream().mapToInt(one -> one.step()).max().orElse(-1);
            Pruning pruning =
                (step, state) -> step > deviated && isKnown(state.get(), formerly, seen);
            ScheduleResult outcome = run(runner, token.chooser(), pruning, token.toString());
            children.set(i, children(some.get(i), outcome));
          }
          synchronized (this) {
            known.addAll(seen);
          }
        });
    return children.stream().flatMap(List::stream).toList();
  }

  private static boolean isKnown(UUID state, Set<UUID> formerly, Set<UUID> seen) {
    return formerly.contains(state) || !seen.add(state);
  }

  private static List<List<Token.Deviation>> children(
      List<Token.Deviation> deviations, ScheduleResult outcome) {
    List<List<Token.Deviation>> children = new ArrayList<>();
    int from = deviations.isEmpty() ? 0 : deviations.get(deviations.size() - 1).step() + 1;
    for (int step = from; step < outcome.steps(); step++) {
      for (int choice = 1; choice < outcome.choices().get(step); choice++) {
        List<Token.Deviation> child = new ArrayList<>(deviations);
        child.add(new Token.Deviation(step, choice));
        children.add(child);
      }
    }
    return children;
  }

  /**
   * So many, of this seed; the same on any number of threads.
   *
   * @param isEnough asked before each
   */
  Found random(long seed, int count, BooleanSupplier isEnough)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    inParallel(
        (runner, thread) -> {
          for (int i = next.getAndIncrement();
              i < count && !isEnough.getAsBoolean();
              i = next.getAndIncrement()) {
            run(runner, randomChooser(seed + i), Pruning.NONE, "seed " + (seed + i));
          }
        });
    return found();
  }

  /**
   * Rarely or often leaves the usual way, so that long runs are among them as well as wild ones.
   */
  static Scheduler randomChooser(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    double deviating = random.nextDouble() * 0.3;
    return (step, moves) -> random.nextDouble() < deviating ? random.nextInt(moves.size()) : 0;
  }

  private ScheduleResult run(ScriptRunner runner, Scheduler chooser, Pruning pruning, String name) {
    ScheduleResult outcome;
    try {
      outcome = runner.run(setting, chooser, witnesses.get(), pruning, false);
    } catch (RuntimeException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
    schedules.incrementAndGet();
    synchronized (this) {
      steps += outcome.steps();
      if (!outcome.isPruned()) {
        ends.merge(outcome.codes().toString(), 1, Integer::sum);
      }
      outcome.broken().forEach(law -> broken.putIfAbsent(law, Token.of(setting, outcome)));
    }
    return outcome;
  }

  private synchronized Found found() {
    return new Found(schedules.get(), steps, new TreeMap<>(broken), new TreeMap<>(ends));
  }

  @FunctionalInterface
  private interface Work {
    void with(ScriptRunner runner, int thread) throws IOException;
  }

  private void inParallel(Work work) throws IOException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        tasks.add(
            () -> {
              try (ScriptRunner runner = ScriptRunner.start(scripts)) {
                work.with(runner, thread);
              }
              return null;
            });
      }
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a schedule could not be run: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
