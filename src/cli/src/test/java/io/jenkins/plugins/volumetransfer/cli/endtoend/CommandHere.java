package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.ExitStatus;
import io.jenkins.plugins.volumetransfer.cli.Program;
import io.jenkins.plugins.volumetransfer.cli.Signals;
import io.jenkins.plugins.volumetransfer.cli.StopSignal;
import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.kubeconfig.Surroundings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The command line in this JVM, on a thread of its own. */
final class CommandHere implements VolumeTransferCommand {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final List<Consumer<StopSignal>> signalled = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Outcome> end = new CompletableFuture<>();

  static CommandHere start(Path kubeconfig, List<String> arguments) {
    CommandHere command = new CommandHere();
    Thread thread = new Thread(() -> command.run(kubeconfig, arguments), "volume-transfer");
    thread.setDaemon(true);
    thread.start();
    return command;
  }

  private void run(Path kubeconfig, List<String> arguments) {
    Instant started = Instant.now();
    try {
      int code = Program.run(environment(kubeconfig), List.of(), arguments.toArray(String[]::new));
      end.complete(
          new Outcome(
              code,
              output.toString(),
              errors.toString(),
              Duration.between(started, Instant.now())));
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private Environment environment(Path kubeconfig) {
    Environment process = Environment.ofProcess();
    Map<String, String> variables = new HashMap<>(process.variables());
    variables.put("KUBECONFIG", kubeconfig.toString());
    return new Environment(
        () -> new KubeconfigClusters(Surroundings.of(variables, false)),
        process.clock(),
        process.requester(),
        variables,
        InputStream.nullInputStream(),
        new PrintWriter(output, true),
        new PrintWriter(errors, true),
        new Terminal(Terminal.Kind.FILE, 80, Terminal.Glyphs.ASCII),
        new Signals() {
          @Override
          public void listen(Consumer<StopSignal> listener) {
            signalled.add(listener);
          }

          @Override
          public void halt(ExitStatus status) {
            end.completeExceptionally(new AssertionError("halted with " + status));
          }
        });
  }

  @Override
  public void interrupt() {
    signalled.forEach(listener -> listener.accept(StopSignal.INT));
  }

  @Override
  public String output() {
    return output.toString();
  }

  @Override
  public Outcome outcome() throws Exception {
    return end.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
  }

  /** What a test that failed leaves is stopped; its cluster goes right after. */
  @Override
  public void close() {
    if (!end.isDone()) {
      interrupt();
    }
  }
}
