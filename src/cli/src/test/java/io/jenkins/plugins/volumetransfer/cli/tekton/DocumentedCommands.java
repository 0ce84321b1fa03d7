package io.jenkins.plugins.volumetransfer.cli.tekton;

import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The commands of a page, as somebody types them who stands in the root of this repository.
 *
 * @param all each in its words; what comes after a pipe is a command of its own
 */
public record DocumentedCommands(List<List<String>> all) {
  public static final Path ROOT = Path.of("../..");
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *(volume-transfer|kubectl|podman|mvn|tkn) ((?:.*\\\\\n)*.*)$");

  public static DocumentedCommands of(Path page) {
    try {
      return new DocumentedCommands(
          LINE.matcher(code(Files.readString(page)))
              .results()
              .flatMap(found -> List.of(found.group().replace("\\\n", " ").split("\\|")).stream())
              .map(command -> List.of(command.strip().split("\\s+")))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in blocks of a console, or is indented. */
  private static String code(String text) {
    List<String> code = new ArrayList<>();
    boolean console = false;
    for (String line : text.split("\n")) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console || line.startsWith("    ")) {
        code.add(line);
      }
    }
    return String.join("\n", code);
  }

  /** Those of a program, without its name. */
  public List<List<String>> of(String program) {
    return all.stream()
        .filter(words -> words.get(0).equals(program))
        .map(words -> words.subList(1, words.size()))
        .toList();
  }

  /**
   * What there is when each {@code kubectl apply} was typed, or is refused as kubectl refuses it.
   */
  public Documents applied() {
    Documents applied = new Documents(List.of());
    for (List<String> words : of("kubectl")) {
      Optional<String> file = option(words, "--filename").filter(name -> !name.equals("-"));
      if (words.get(0).equals("apply") && file.isPresent()) {
        Documents read = Documents.read(ROOT.resolve(file.get()));
        Optional<String> namespace = option(words, "--namespace");
        applied = applied.and(namespace.map(read::in).orElse(read));
      }
    }
    return applied;
  }

  static Optional<String> option(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }
}
