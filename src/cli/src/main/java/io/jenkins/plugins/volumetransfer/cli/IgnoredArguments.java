package io.jenkins.plugins.volumetransfer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code --ignore-empty}. It works on the arguments before they are read, so that no option needs
 * to know of it; without it an empty value is what it is, and mostly refused.
 */
final class IgnoredArguments {
  static final String IGNORE_EMPTY = "--ignore-empty";
  private static final Pattern EMPTY = Pattern.compile("--[a-z-]+=");

  private IgnoredArguments() {}

  /** All but options with an empty value, and options for several values that have none. */
  static String[] leftOut(CommandLine commands, String... arguments) {
    List<String> all = List.of(arguments);
    if (!all.contains(IGNORE_EMPTY)) {
      return arguments;
    }
    Set<String> lists = lists(commands);
    List<String> left = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean last = i == all.size() - 1 || all.get(i + 1).startsWith("--");
      if (!EMPTY.matcher(all.get(i)).matches() && !(last && lists.contains(all.get(i)))) {
        left.add(all.get(i));
      }
    }
    return left.toArray(String[]::new);
  }

  private static Set<String> lists(CommandLine commands) {
    return commands.getSubcommands().values().stream()
        .flatMap(command -> command.getCommandSpec().options().stream())
        .filter(option -> option.arity().isVariable())
        .map(OptionSpec::longestName)
        .collect(Collectors.toSet());
  }
}
