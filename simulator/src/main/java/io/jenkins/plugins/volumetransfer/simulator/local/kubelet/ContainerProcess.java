package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The processes of one run of a container. As with process 1 of a PID namespace, when the main
 * process ends all others are killed, and a signal for which it has no handler does nothing unless
 * it is KILL or STOP.
 */
final class ContainerProcess {

  private static final int DRAIN_SECONDS_MAX = 5;

  private final Process main;
  private final String mark;
  private final ContainerLog log;
  private final CompletableFuture<Integer> exitCode;

  private ContainerProcess(Process main, String mark, ContainerLog log, Executor workers) {
    this.main = main;
    this.mark = mark;
    this.log = log;
    // By its own executor: killing and draining may take a moment.
    this.exitCode =
        main.onExit()
            .thenApplyAsync(
                ended -> {
                  killAll();
                  log.ended().completeOnTimeout(null, DRAIN_SECONDS_MAX, TimeUnit.SECONDS).join();
                  return ended.exitValue();
                },
                workers);
  }

  static ContainerProcess start(LaunchPlan plan, String mark, Path logFile, Executor workers)
      throws IOException {
    Process main =
        builder(plan, plan.command(), mark)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .start();
    return new ContainerProcess(
        main, mark, ContainerLog.start(logFile, main.getInputStream()), workers);
  }

  /** A command of the same container, with its environment, mounts and marker. */
  static ProcessBuilder builder(LaunchPlan plan, List<String> command, String mark) {
    // A session of its own: a Ctrl-C in the terminal is for the JVM, not for the containers.
    List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
    inOwnSession.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(inOwnSession).directory(plan.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    builder.environment().put(ProcessTable.MARKER, mark);
    return builder;
  }

  /** Completes with 128+n for signal n, when no process is left and the log is complete. */
  CompletableFuture<Integer> exitCode() {
    return exitCode;
  }

  ContainerLog log() {
    return log;
  }

  List<ProcessHandle> processes() {
    return ProcessTable.ofContainer(mark, main.pid());
  }

  /** Sends a signal to the main process, unless it is one that process 1 would never see. */
  void signal(Signal signal) {
    boolean forced = signal == Signal.KILL || signal == Signal.STOP || signal == Signal.CONT;
    if (main.isAlive() && (forced || ProcessTable.catches(main.toHandle(), signal))) {
      signal.send(main.toHandle());
    }
  }

  /** Kills the main process first, so that its end is by KILL and not by the loss of a child. */
  void killAll() {
    // By its handle: Process itself would also close the pipe and lose what is still in it.
    main.toHandle().destroyForcibly();
    ProcessTable.killAll(this::processes);
  }
}
