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
final class CommandProcess implements VolumeTransferCommand {
  private static final Path LAUNCHER = Path.of("target/volume-transfer/bin/volume-transfer");

  private final Process process;
  private final Instant started = Instant.now();
  private final Path output;
  private final Path errors;

  private CommandProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  static CommandProcess start(Path kubeconfig, List<String> arguments) throws IOException {
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
    return new CommandProcess(builder.start(), output, errors);
  }

  /** A test bed on Kubernetes reads and writes its claims by pods that use them all the time. */
  private static List<String> inUse(List<String> arguments) {
    boolean transfers = List.of("transfer", "check").contains(arguments.get(0));
    boolean said = arguments.stream().anyMatch(argument -> argument.endsWith("allow-in-use"));
    return transfers && !said && TestBed.isReal() ? List.of("--allow-in-use") : List.of();
  }

  @Override
  public void interrupt() throws IOException {
    new ProcessBuilder("kill", "-s", "INT", Long.toString(process.pid())).start();
  }

  void killHard() {
    process.destroyForcibly();
  }

  @Override
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public Outcome outcome() throws Exception {
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
