package io.jenkins.plugins.volumetransfer.simulator.handshake;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model once more, written for SPIN, and compiled with what makes SPIN fastest without leaving
 * out a state: no laws, no partial order reduction (there is one process), no fairness. Needs spin
 * and gcc.
 */
final class PromelaTwin {
  private static final Duration BOUND = Duration.ofMinutes(5);

  /** 2 to the power of this are the slots of SPIN's table; the model has 1.6 million states. */
  private static final int TABLE_BITS = 22;

  private static final int DEPTH_MAX = 1_000;
  private static final int MEMORY_MEBIBYTES_MAX = 4_096;

  /** How SPIN searches; depth first is what it is built for. */
  enum Order {
    DEPTH_FIRST(List.of()),
    BREADTH_FIRST(List.of("-DBFS"));

    private final List<String> flags;

    Order(List<String> flags) {
      this.flags = flags;
    }
  }

  /**
   * What SPIN has found.
   *
   * @param transitions as the explorer counts them, without the entry into the initial state
   * @param depth the largest number of steps on the search's way to a state
   * @param cost search and process
   */
  record Found(int states, long transitions, int depth, Cost cost) {}

  private final Path program;

  private PromelaTwin(Path program) {
    this.program = program;
  }

  /**
   * @param model the Promela file
   * @param directory for what is generated, empty
   * @param budget faults in all; at most 3
   */
  static PromelaTwin compile(Path model, Path directory, int budget, Order order) {
    // SPIN would take a variable that is only written for no part of the state: hence -o2.
    run(directory, List.of("spin", "-o2", "-DBUDGET=" + budget, "-a", absolute(model)));
    List<String> compiler =
        new ArrayList<>(List.of("gcc", "-O2", "-w", "-DMEMLIM=" + MEMORY_MEBIBYTES_MAX));
    compiler.addAll(List.of("-DSAFETY", "-DNOCLAIM", "-DNOREDUCE", "-DNOFAIR"));
    compiler.addAll(order.flags);
    compiler.addAll(List.of("-o", "pan", "pan.c"));
    run(directory, compiler);
    return new PromelaTwin(directory.resolve("pan"));
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }

  Found search() {
    long begin = System.nanoTime();
    // -E: an end is not an error; -n: no list of what was never reached.
    String output =
        run(
            program.getParent(),
            List.of(absolute(program), "-E", "-n", "-m" + DEPTH_MAX, "-w" + TABLE_BITS));
    Duration process = Duration.ofNanos(System.nanoTime() - begin);
    if (number(output, "errors: (\\d+)") != 0 || output.contains("error: ")) {
      throw new IllegalStateException("SPIN did not search all:\n" + output);
    }
    Duration search = Duration.ofMillis((long) (1e3 * number(output, "elapsed time ([\\d.]+)")));
    return new Found(
        (int) number(output, "([\\d.e+]+) states, stored"),
        (long) number(output, "([\\d.e+]+) transitions") - 1,
        (int) number(output, "depth reached (\\d+)"),
        new Cost(search, process));
  }

  private static double number(String output, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in:\n" + output);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** Returns the output; the process is ended when it takes longer than {@link #BOUND}. */
  static String run(Path directory, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process
          .onExit()
          .orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(late -> process.destroyForcibly());
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
