package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.view.BarView;
import io.jenkins.plugins.volumetransfer.cli.view.JsonView;
import io.jenkins.plugins.volumetransfer.cli.view.LineView;
import io.jenkins.plugins.volumetransfer.cli.view.QuietView;
import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.cli.view.View;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import io.jenkins.plugins.volumetransfer.report.lines.RunLines;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a run is shown. */
public final class OutputOptions {
  /** What goes to stdout. */
  enum Format {
    TEXT,
    JSON
  }

  /** What goes to stderr while a run lasts. */
  enum Progress {
    AUTO,
    BAR,
    LINES,
    NONE
  }

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "What goes to stdout. text: a summary at the end (default). json: a line for each event,"
              + " the last is the result; see docs/json.md.",
      order = 100)
  private Format format = Format.TEXT;

  @Option(
      names = "--progress",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "What goes to stderr meanwhile: bar, lines or none. auto (default): bars on a terminal,"
              + " lines elsewhere, none with --output json.",
      order = 101)
  private Progress progress = Progress.AUTO;

  Format format() {
    return format;
  }

  List<View> views(Environment environment, TransferSpec asked, JsonEvents events) {
    List<View> views = new ArrayList<>();
    if (format == Format.JSON) {
      views.add(new JsonView(events, environment.clock(), environment.out()));
    }
    Overview overview = new Overview(Transfer.of(asked));
    views.add(view(progress, format, environment, overview, environment.clock().instant()));
    return views;
  }

  /**
   * @param overview before anything was announced
   * @param started when the run began
   */
  static View view(
      Progress progress,
      Format format,
      Environment environment,
      Overview overview,
      Instant started) {
    return switch (resolved(progress, format, environment.terminal())) {
      case BAR ->
          new BarView(overview, environment.clock(), environment.err(), environment.terminal());
      case LINES ->
          new LineView(
              new RunLines(
                  overview, started, environment.clock(), line -> print(environment, line)));
      case NONE, AUTO -> new QuietView(line -> Errors.print(environment, line));
    };
  }

  private static void print(Environment environment, String line) {
    environment.err().println(line);
    environment.err().flush();
  }

  private static Progress resolved(Progress progress, Format format, Terminal terminal) {
    if (progress != Progress.AUTO) {
      return progress;
    }
    if (format == Format.JSON) {
      return Progress.NONE;
    }
    return terminal.kind() == Terminal.Kind.INTERACTIVE ? Progress.BAR : Progress.LINES;
  }
}
