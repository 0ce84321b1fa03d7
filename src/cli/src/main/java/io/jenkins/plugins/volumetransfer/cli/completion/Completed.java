package io.jenkins.plugins.volumetransfer.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a shell needs to know of a command.
 *
 * @param sentence of one line
 */
record Completed(String name, String sentence, List<Option> options) {

  /**
   * One option.
   *
   * @param names as they are typed, each a word with one or two dashes
   * @param value empty: it has none
   */
  record Option(List<String> names, String sentence, Optional<Value> value) {}

  /**
   * What follows an option.
   *
   * @param choices all that it may be; none: anything
   */
  record Value(Kind kind, List<String> choices) {}

  /** Who knows what a value may be. */
  enum Kind {
    FILE,
    DIRECTORY,
    CHOICE,
    /** Only the user. */
    WORD
  }

  /** The command itself first, as one without a name. */
  static List<Completed> of(CommandLine root) {
    List<Completed> all = new ArrayList<>();
    all.add(of("", root.getCommandSpec()));
    root.getSubcommands().forEach((name, line) -> all.add(of(name, line.getCommandSpec())));
    return all;
  }

  private static Completed of(String name, CommandSpec command) {
    List<Option> options = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        options.add(option(option, command));
      }
    }
    return new Completed(name, sentence(command.usageMessage().description()), options);
  }

  private static Option option(OptionSpec option, CommandSpec command) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    if (option.negatable()) {
      names.add(command.negatableOptionTransformer().makeNegative(option.longestName(), command));
    }
    return new Option(names, sentence(option.description()), value(option));
  }

  private static Optional<Value> value(OptionSpec option) {
    if (option.arity().min() == 0) {
      return Optional.empty();
    }
    List<String> choices =
        option.completionCandidates() == null
            ? List.of()
            : StreamSupport.stream(option.completionCandidates().spliterator(), false)
                .map(choice -> choice.toLowerCase(Locale.ROOT))
                .toList();
    Kind kind =
        switch (option.paramLabel()) {
          case "FILE" -> Kind.FILE;
          case "DIRECTORY" -> Kind.DIRECTORY;
          default -> choices.isEmpty() ? Kind.WORD : Kind.CHOICE;
        };
    return Optional.of(new Value(kind, choices));
  }

  /** The first of a description, without its full stop and what picocli would replace. */
  private static String sentence(String[] description) {
    String text = description.length == 0 ? "" : description[0].replaceAll("\\$\\{[^}]*}", "");
    int end = text.indexOf(". ");
    return (end < 0 ? text : text.substring(0, end)).replaceFirst("\\.$", "").strip();
  }
}
