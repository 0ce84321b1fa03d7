package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
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
final class ContainerProcess implements ContainerRun {

  private static final int DRAIN_SECONDS_MAX = 5;

  private final Container container;
  private final LaunchPlan plan;
  private final String address;
  private final Process main;
  private final String mark;
  private final Executor workers;
  private final LogFile log;
  private final CompletableFuture<Integer> exitCode;

  private ContainerProcess(
      Container container,
      LaunchPlan plan,
      String address,
      Process main,
      String mark,
      LogFile log,
      Executor workers) {
    this.container = container;
    this.plan = plan;
    this.address = address;
    this.main = main;
    this.mark = mark;
    this.log = log;
    this.workers = workers;
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

  /**
   * @param address of its pod
   * @param mark in the environment of each of its processes
   */
  static ContainerProcess start(
      Container container,
      LaunchPlan plan,
      String address,
      String mark,
      Path logFile,
      Executor workers)
      throws IOException {
    Process main =
        builder(plan, plan.command(), mark)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .start();
    LogFile log = LogFile.start(logFile, main.getInputStream());
    return new ContainerProcess(container, plan, address, main, mark, log, workers);
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

  @Override
  public String id() {
    return mark;
  }

  @Override
  public CompletableFuture<Integer> exitCode() {
    return exitCode;
  }

  @Override
  public LogFile log() {
    return log;
  }

  @Override
  public String terminationMessage() {
    return TerminationMessage.head(plan.terminationLog());
  }

  @Override
  public CompletableFuture<Boolean> check(Probe probe) {
    return new ProbeCheck(probe, container, plan, mark, address, workers).run();
  }

  @Override
  public Process exec(List<String> command) throws LaunchProblem, IOException {
    List<String> translated =
        new ArrayList<>(command.stream().map(plan.translation()::apply).toList());
    translated.set(0, LaunchPlanner.executable(translated.get(0), plan.environment().get("PATH")));
    return builder(plan, translated, mark).start();
  }

  /** Where a path of the container is on this machine. */
  Path locate(String path) {
    return plan.translation().locate(path);
  }

  List<ProcessHandle> processes() {
    return ProcessTable.ofContainer(mark, main.pid());
  }

  @Override
  public void signal(Signal signal) {
    boolean forced = signal == Signal.KILL || signal == Signal.STOP || signal == Signal.CONT;
    if (main.isAlive() && (forced || ProcessTable.catches(main.toHandle(), signal))) {
      signal.send(main.toHandle());
    }
  }

  /** Kills the main process first, so that its end is by KILL and not by the loss of a child. */
  @Override
  public void killAll() {
    // By its handle: Process itself would also close the pipe and lose what is still in it.
    main.toHandle().destroyForcibly();
    ProcessTable.killAll(this::processes);
  }

  /** Stopped and not killed, so that its connections stay open and silent. */
  @Override
  public void freeze() {
    processes().forEach(Signal.STOP::send);
  }
}
