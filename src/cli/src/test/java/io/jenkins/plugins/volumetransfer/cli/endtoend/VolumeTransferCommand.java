package io.jenkins.plugins.volumetransfer.cli.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a user starts it: the packaged launcher, as a process of its own. */
final class VolumeTransferCommand implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("target/volume-transfer/bin/volume-transfer");
  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** How it ended. */
  record Outcome(int exitCode, String output, String errors, Duration duration) {
    String all() {
      return output + errors;
    }
  }

  private final Process process;
  private final Instant started = Instant.now();
  private final Path output;
  private final Path errors;

  private VolumeTransferCommand(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  static VolumeTransferCommand start(Path kubeconfig, List<String> arguments) throws IOException {
    // A shell starts what runs in the background with SIGINT ignored, and the JVM honours that.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(LAUNCHER.toAbsolutePath().toString());
    command.addAll(arguments);
    command.addAll(inUse(arguments));
    Path output = Files.createTempFile("volume-transfer", ".out");
    Path errors = Files.createTempFile("volume-transfer", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return new VolumeTransferCommand(builder.start(), output, errors);
  }

  /** A test bed on Kubernetes reads and writes its claims by pods that use them all the time. */
  private static List<String> inUse(List<String> arguments) {
    boolean transfers = List.of("transfer", "check").contains(arguments.get(0));
    boolean said = arguments.stream().anyMatch(argument -> argument.endsWith("allow-in-use"));
    return transfers && !said && System.getProperty("testbed", "local").equals("kubernetes")
        ? List.of("--allow-in-use")
        : List.of();
  }

  static Outcome run(Path kubeconfig, List<String> arguments) throws Exception {
    try (VolumeTransferCommand command = start(kubeconfig, arguments)) {
      return command.outcome();
    }
  }

  /** Ctrl-C. */
  void interrupt() throws IOException {
    new ProcessBuilder("kill", "-s", "INT", Long.toString(process.pid())).start();
  }

  /** What it has written to stdout so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  void killHard() {
    process.destroyForcibly();
  }

  Outcome outcome() throws Exception {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(
          "still running after "
              + LONGEST
              + ":\n"
              + Files.readString(output)
              + Files.readString(errors));
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(output),
        Files.readString(errors),
        Duration.between(started, Instant.now()));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(output);
    Files.deleteIfExists(errors);
  }
}
