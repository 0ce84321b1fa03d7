package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.driver.LogEnds;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.html.HtmlReport;
import io.jenkins.plugins.volumetransfer.report.junit.JunitReport;
import io.jenkins.plugins.volumetransfer.text.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which files tell of a run. */
public final class ReportOptions {
  private static final String JUNIT = "--report-junit";
  private static final String HTML = "--report-html";
  private static final String METRICS = "--metrics";

  @Option(
      names = JUNIT,
      paramLabel = "FILE",
      description =
          "Write the result to this file as JUnit XML too, also when the run fails or is stopped.",
      order = 103)
  private Optional<Path> junit = Optional.empty();

  @Option(
      names = HTML,
      paramLabel = "FILE",
      description =
          "The same as one HTML page: phases on a time line, rates, attempts, and the ends of the"
              + " pods' logs.",
      order = 104)
  private Optional<Path> html = Optional.empty();

  @Option(
      names = METRICS,
      paramLabel = "FILE",
      description =
          "The figures as OpenMetrics text, for a node exporter's textfile collector or a push"
              + " gateway.",
      order = 105)
  private Optional<Path> metrics = Optional.empty();

  /** A file that was asked for. */
  private record Asked(String option, String what, Path file) {
    boolean is(Asked other) {
      return real(file).equals(real(other.file()));
    }
  }

  private List<Asked> asked() {
    return Stream.of(
            junit.map(file -> new Asked(JUNIT, "JUnit report", file)),
            html.map(file -> new Asked(HTML, "HTML report", file)),
            metrics.map(file -> new Asked(METRICS, "metrics", file)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Those that were given. */
  Stream<String> options() {
    return asked().stream().map(Asked::option);
  }

  /**
   * Before anything is done, so that a run's report is not lost to a wrong name.
   *
   * @throws BadInput if a file can't be written there
   */
  public void require() {
    List<Asked> all = asked();
    for (int i = 0; i < all.size(); i++) {
      Asked each = all.get(i);
      require(each.option(), each.file());
      all.subList(0, i).stream()
          .filter(each::is)
          .findFirst()
          .ifPresent(
              other -> {
                throw new BadInput(
                    each.option() + ": name another file than that of " + other.option());
              });
    }
  }

  private static void require(String option, Path file) {
    Path parent = real(file).getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new BadInput(option + ": name a file in a directory that is there, not " + file);
    }
    // It is replaced as a whole, which a device would not survive.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new BadInput(option + ": " + file + " is no file; name one");
    }
    if (!Files.isWritable(parent)) {
      throw new BadInput(
          option + ": " + parent + " may not be written to; name a file in another directory");
    }
  }

  private static Path real(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** Only the page has logs. */
  LogEnds logEnds() {
    return html.isPresent() ? LogEnds.READ : LogEnds.LEFT;
  }

  /**
   * Writes the files that were asked for.
   *
   * @param advice how to remove what was left behind
   * @param written gets a line for each: where it is
   * @return a line for each that could not be written: why
   */
  List<String> write(History history, Advice advice, Consumer<String> written) {
    List<String> problems = new ArrayList<>();
    for (Asked each : asked()) {
      write(each, out -> content(each, history, advice, out), written).ifPresent(problems::add);
    }
    return problems;
  }

  private static void content(Asked asked, History history, Advice advice, Appendable out)
      throws IOException {
    switch (asked.option()) {
      case JUNIT -> out.append(JunitReport.of(history));
      case HTML -> HtmlReport.write(history, advice, out);
      default -> out.append(MetricsReport.of(history));
    }
  }

  private static Optional<String> write(
      Asked asked, WholeFile.Content content, Consumer<String> written) {
    String told = asked.what() + ": " + asked.file();
    try {
      WholeFile.write(asked.file(), content);
      written.accept(told);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(told + " can't be written: " + FileError.why(e));
    }
  }
}
