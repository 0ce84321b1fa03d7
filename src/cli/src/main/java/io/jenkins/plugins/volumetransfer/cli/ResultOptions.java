package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.text.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/**
 * Single values of a run's result, each in a small file of its own, as a Tekton step gives them to
 * those who wait for it. All of them together are less than half of the 4096 bytes that Tekton has
 * for a Task's results.
 */
final class ResultOptions {
  private static final String RESULT = "--result";

  /** What can be asked for. */
  enum Value {
    /** The run's id. */
    RUN,
    /** Of the files that were sent, all transfers together. */
    BYTES,
    /** Regular files that were sent. */
    FILES,
    /** From the first transfer's start to the end of the clean-up. */
    SECONDS,
    /** {@link #SUCCEEDED}, or the names of all failures. */
    REASON
  }

  static final String SUCCEEDED = "SUCCEEDED";

  /** All was copied, but something could not be deleted. */
  static final String LEFT_BEHIND = "LEFT_BEHIND";

  /** A flag or a field of the spec is wrong. */
  static final String BAD_INPUT = "BAD_INPUT";

  @Option(
      names = RESULT,
      paramLabel = "NAME=FILE",
      description =
          "Write one value of the result to this file, also when the run fails: run, bytes, files,"
              + " seconds or reason. Repeatable.",
      order = 105)
  private Map<Value, Path> files = Map.of();

  /** Those that were given. */
  Stream<String> options() {
    return files.keySet().stream().map(value -> RESULT + " " + name(value));
  }

  /**
   * Before anything is done, so that a result is not lost to a wrong name.
   *
   * @param given all that was written on the command line
   * @throws BadInput if a file can't be written there, or a value is to go to two
   */
  void require(ParseResult given) {
    if (given.hasMatchedOption(RESULT)
        && given.matchedOption(RESULT).originalStringValues().size() > files.size()) {
      throw new BadInput(RESULT + ": one of the values has two files; name one");
    }
    files.forEach(
        (value, file) -> {
          Path parent = file.toAbsolutePath().normalize().getParent();
          if (parent == null
              || Files.isDirectory(file)
              || !Files.isDirectory(parent)
              || !Files.isWritable(parent)) {
            throw new BadInput(
                "%s %s=%s: name a file in a directory that is there and may be written to"
                    .formatted(RESULT, name(value), file));
          }
        });
  }

  /**
   * Writes what the report tells.
   *
   * @return a line for each file that could not be written
   */
  List<String> write(RunReport report) {
    Map<Value, String> all = new EnumMap<>(Value.class);
    all.put(Value.RUN, report.run().value());
    all.put(Value.BYTES, Long.toString(report.bytes()));
    all.put(Value.FILES, Long.toString(report.files()));
    all.put(Value.SECONDS, Long.toString(report.duration().toSeconds()));
    all.put(Value.REASON, reason(report));
    return write(all);
  }

  /** Of a run that came to no result, or was never begun. */
  List<String> write(RunId run, String reason) {
    return write(
        Map.of(
            Value.RUN,
            run.value(),
            Value.BYTES,
            "0",
            Value.FILES,
            "0",
            Value.SECONDS,
            "0",
            Value.REASON,
            reason));
  }

  static String reason(RunReport report) {
    String failures =
        report.transfers().stream()
            .flatMap(each -> each.failure().stream())
            .map(failure -> failure.reason().name())
            .distinct()
            .collect(Collectors.joining(","));
    if (!failures.isEmpty()) {
      return failures;
    }
    return report.leftBehind().isEmpty() ? SUCCEEDED : LEFT_BEHIND;
  }

  /** Writes those of these values that were asked for. */
  List<String> write(Map<Value, String> known) {
    return files.entrySet().stream()
        .filter(each -> known.containsKey(each.getKey()))
        .flatMap(each -> write(each.getValue(), each.getKey(), known.get(each.getKey())).stream())
        .toList();
  }

  private static List<String> write(Path file, Value value, String text) {
    try {
      WholeFile.write(file, out -> out.append(text));
      return List.of();
    } catch (IOException e) {
      return List.of(
          "result " + name(value) + ": " + file + " can't be written: " + FileError.why(e));
    }
  }

  private static String name(Value value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
