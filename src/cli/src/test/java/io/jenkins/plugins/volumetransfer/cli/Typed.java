package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A command line and what came of it, in this process, with a cluster in memory. */
final class Typed {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Writer stdout = out;
  private final List<Consumer<StopSignal>> signalled = new CopyOnWriteArrayList<>();
  private final List<ExitStatus> halted = new CopyOnWriteArrayList<>();
  private final List<ClusterRef> opened = new CopyOnWriteArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Cluster cluster;
  private final Terminal terminal;

  private Typed(Cluster cluster, Terminal.Kind kind) {
    this.cluster = cluster;
    this.terminal = new Terminal(kind, 80, Terminal.Glyphs.ASCII);
  }

  static Typed into(Cluster cluster) {
    return new Typed(cluster, Terminal.Kind.FILE);
  }

  static Typed atTerminal(Cluster cluster) {
    return new Typed(cluster, Terminal.Kind.INTERACTIVE);
  }

  static Typed without() {
    return into(new FakeCluster());
  }

  /** Sets a variable of the environment. */
  Typed with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Results go there instead. */
  Typed writingTo(Writer writer) {
    stdout = writer;
    return this;
  }

  int run(String... arguments) {
    return runWith("", arguments);
  }

  int runWith(String stdin, String... arguments) {
    return Program.run(environment(stdin), List.of(), arguments);
  }

  Environment environment(String stdin) {
    return new Environment(
        () ->
            ref -> {
              opened.add(ref);
              return cluster;
            },
        Clock.fixed(NOW, ZoneOffset.UTC),
        new Requester("me@here", new CommandAdvice()),
        variables,
        new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(stdout, true),
        new PrintWriter(err, true),
        terminal,
        new Signals() {
          @Override
          public void listen(Consumer<StopSignal> listener) {
            signalled.add(listener);
          }

          @Override
          public void halt(ExitStatus status) {
            halted.add(status);
          }
        });
  }

  /** Whether a run listens already. */
  boolean listens() {
    return !signalled.isEmpty();
  }

  void signal(StopSignal signal) {
    signalled.forEach(listener -> listener.accept(signal));
  }

  List<ExitStatus> halted() {
    return halted;
  }

  /** Clusters that were asked for. */
  List<ClusterRef> opened() {
    return opened;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
