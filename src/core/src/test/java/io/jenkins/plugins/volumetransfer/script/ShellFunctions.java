package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Functions of the scripts, alone: bash reads the files that have them, as a pod's script does, and
 * calls one. Nothing else of a pod is there.
 */
final class ShellFunctions {
  /**
   * @param output what it printed, without the last line's end
   * @param errors the same on standard error, which is where a script speaks
   */
  record Result(int code, String output, String errors) {}

  private final Path directory;
  private final List<Script> sourced;
  private final Map<String, String> environment = new HashMap<>();
  private final StringBuilder definitions = new StringBuilder();
  private Path workingDirectory;
  private String input = "";

  /**
   * @param directory for all that is needed; empty
   * @param sourced a program, which sources what it needs; or files that need what process.sh and
   *     exit-codes.sh have
   */
  ShellFunctions(Path directory, Script... sourced) {
    this.directory = directory;
    boolean program = Stream.of(sourced).anyMatch(script -> script.text().startsWith("#!"));
    this.sourced =
        new ArrayList<>(program ? List.of() : List.of(Script.PROCESS, Script.EXIT_CODES));
    this.sourced.addAll(List.of(sourced));
    this.workingDirectory = directory;
    for (Script script : Script.values()) {
      TextFiles.write(file(script), script.text());
    }
    environment.put("PATH", System.getenv("PATH"));
  }

  private Path file(Script script) {
    return directory.resolve("scripts").resolve(script.path());
  }

  ShellFunctions variable(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** In the place of a function or a program: the text of a function. */
  ShellFunctions define(String function) {
    definitions.append(function).append('\n');
    return this;
  }

  ShellFunctions in(Path current) {
    workingDirectory = current;
    return this;
  }

  ShellFunctions input(String text) {
    input = text;
    return this;
  }

  /** What it printed; it must end with 0. */
  String print(String function, Object... arguments) {
    Result result = call(function, arguments);
    assertThat(result.code()).as(result.toString()).isZero();
    return result.output();
  }

  Result call(String function, Object... arguments) {
    String sources =
        sourced.stream()
            .map(script -> "source '" + file(script) + "'\n")
            .collect(Collectors.joining());
    List<String> command =
        Stream.concat(
                Stream.of(
                    "bash",
                    "-c",
                    "set -o nounset -o pipefail\n" + sources + definitions + "\"$@\"",
                    "bash",
                    function),
                Stream.of(arguments).map(Object::toString))
            .toList();
    Path in = directory.resolve("input");
    Path out = directory.resolve("output");
    Path errors = directory.resolve("errors");
    TextFiles.write(in, input);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(workingDirectory.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(function + " has ended").isTrue();
      return new Result(
          process.exitValue(),
          Files.readString(out).replaceFirst("\n$", ""),
          Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
