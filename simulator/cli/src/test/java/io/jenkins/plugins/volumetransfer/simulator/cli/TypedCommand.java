package io.jenkins.plugins.volumetransfer.simulator.cli;

import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.Program;
import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A command line and what came of it, in this process. */
final class TypedCommand {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  int run(String... arguments) {
    Environment environment = environment();
    return Program.run(environment, SimulatorMain.commands(environment), arguments);
  }

  private Environment environment() {
    Environment process = Environment.ofProcess();
    return new Environment(
        process.clusters(),
        // What takes long would tell of its progress.
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        process.requester(),
        process.variables(),
        process.in(),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        new Terminal(Terminal.Kind.FILE, 80, Terminal.Glyphs.ASCII),
        process.signals());
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
