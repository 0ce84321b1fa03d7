package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.fabric8.kubernetes.api.model.Probe;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.ContainerRun;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LaunchProblem;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LogFile;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A container that only looks as if it ran. Lives on the loop. */
final class VirtualContainer implements ContainerRun {

  /**
   * How it ended.
   *
   * @param code as the kubelet reports it
   * @param own whether it ended by itself, and so could say how; false: by SIGKILL
   */
  record End(int code, boolean own) {
    private static final int KILLED = 137;
  }

  private final String id = "virtual/" + UUID.randomUUID();
  private final LogFile log;
  private final Loop loop;
  private final ContainerBehaviour part;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();
  private boolean frozen;

  private VirtualContainer(LogFile log, Loop loop, ContainerBehaviour part) {
    this.log = log;
    this.loop = loop;
    this.part = part;
  }

  static VirtualContainer start(Path log, Loop loop, ContainerBehaviour part) throws IOException {
    VirtualContainer container = new VirtualContainer(LogFile.create(log), loop, part);
    // Not at once: the kubelet reports that it runs before anything else can happen.
    loop.execute(() -> container.ifAlive(() -> part.begin(container)));
    return container;
  }

  boolean isAlive() {
    return !frozen && !exitCode.isDone();
  }

  private void ifAlive(Runnable step) {
    if (isAlive()) {
      step.run();
    }
  }

  /** Runs the step later, unless the container has ended or its node is gone by then. */
  void after(Duration delay, Runnable step) {
    loop.after(delay, () -> ifAlive(step));
  }

  /** Writes lines to the log. */
  void say(String... lines) {
    say(List.of(lines));
  }

  void say(List<String> lines) {
    byte[] text =
        lines.stream()
            .map(line -> line + "\n")
            .reduce("", String::concat)
            .getBytes(StandardCharsets.UTF_8);
    try {
      log.append(text, text.length);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a container's log", e);
    }
  }

  /** Adds a line to the termination message. */
  void leave(String line) {
    message.append(line).append('\n');
  }

  /** Ends by itself; nothing if it has ended or its node is gone. */
  void end(int code) {
    end(new End(code, true));
  }

  private void end(End end) {
    ifAlive(
        () -> {
          log.end();
          exitCode.complete(end.code());
          part.ended(end);
        });
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public ContainerOutput log() {
    return log;
  }

  @Override
  public CompletableFuture<Integer> exitCode() {
    return exitCode;
  }

  @Override
  public String terminationMessage() {
    return message.toString();
  }

  @Override
  public CompletableFuture<Boolean> check(Probe probe) {
    return CompletableFuture.completedFuture(isAlive() && part.isReady());
  }

  @Override
  public Process exec(List<String> command) throws LaunchProblem {
    throw new LaunchProblem(
        "ContainerCannotRun", "no command can be run in a container that is only played");
  }

  @Override
  public void signal(Signal signal) {
    switch (signal) {
      case KILL -> end(new End(End.KILLED, false));
      case TERM, INT -> ifAlive(part::terminate);
      case STOP -> freeze();
      // The shell that is its process 1 has no handler for the others.
      default -> {}
    }
  }

  @Override
  public void killAll() {
    loop.execute(() -> signal(Signal.KILL));
  }

  @Override
  public void freeze() {
    frozen = true;
  }
}
