package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A container as processes: a script in bash, and all that it starts, daemons included. */
final class Container implements AutoCloseable {
  /**
   * What must come at once must come within this, however loaded the machine is. The waits that a
   * fault would lead to are several times as long.
   */
  static final Duration SOON = Duration.ofSeconds(15);

  private static final String MARK = "VOLUME_TRANSFER_TEST_CONTAINER";

  private final String mark;
  private final Process process;
  private final Path log;

  private Container(String mark, Process process, Path log) {
    this.mark = mark;
    this.process = process;
    this.log = log;
  }

  /** Starts a command with this environment and no other. */
  static Container start(Path log, Map<String, String> environment, List<String> command) {
    String mark = MARK + "=" + UUID.randomUUID();
    List<String> wholeCommand =
        new ArrayList<>(List.of("env", "--ignore-environment", "--default-signal=INT", mark));
    environment.forEach((name, value) -> wholeCommand.add(name + "=" + value));
    wholeCommand.addAll(command);
    try {
      Process process =
          new ProcessBuilder(wholeCommand)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Container(mark, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int exitCode() {
    return exitCode(SOON);
  }

  int exitCode(Duration within) {
    try {
      assertThat(process.waitFor(within.toSeconds(), TimeUnit.SECONDS))
          .as(() -> "has ended within " + within + "; its log:\n" + log())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  String log() {
    return read(log);
  }

  void awaitLog(String text) {
    awaitTrue(() -> log().contains(text));
  }

  static void awaitTrue(Callable<Boolean> condition) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  /** As the kubelet does: to process 1 of the container only. */
  void signal(String signal) {
    runShell("kill -s " + signal + " " + process.pid());
  }

  /** To the script, where something else runs it. */
  void signalScript(String signal) {
    ProcessHandle script = ProcessHandle.of(process.pid()).orElseThrow();
    long pid = script.children().findFirst().orElseThrow().pid();
    runShell("kill -s " + signal + " " + pid);
  }

  /** As the kernel ends a container: nothing in it lives on. */
  void kill() {
    process.destroyForcibly();
    awaitTrue(
        () -> {
          List<ProcessHandle> living = processes();
          living.forEach(ProcessHandle::destroyForcibly);
          return living.isEmpty();
        });
  }

  /** Its script alone, as no container ends: to see what only the lock tells. */
  void killScript() {
    process.destroyForcibly();
  }

  void killProcess(String name) {
    awaitTrue(() -> !processes(name).isEmpty());
    processes(name).forEach(ProcessHandle::destroyForcibly);
  }

  /** Those that run a program of this name (`/proc/PID/comm`). */
  List<ProcessHandle> processes(String name) {
    return processes().stream()
        .filter(handle -> read(Path.of("/proc/" + handle.pid() + "/comm")).trim().equals(name))
        .toList();
  }

  private List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(
              handle ->
                  Stream.of(read(Path.of("/proc/" + handle.pid() + "/environ")).split("\0"))
                      .anyMatch(mark::equals))
          .toList();
    }
  }

  @Override
  public void close() {
    kill();
  }

  static void runShell(String command) {
    try {
      Process shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
      String output = new String(shell.getInputStream().readAllBytes());
      assertThat(shell.waitFor()).as(command + "\n" + output).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Empty for what has gone meanwhile. */
  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
