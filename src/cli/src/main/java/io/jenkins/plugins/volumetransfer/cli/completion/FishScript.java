package io.jenkins.plugins.volumetransfer.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For fish (complete(1) of fish). */
final class FishScript {
  private static final String COMPLETE = "complete --command volume-transfer ";

  private FishScript() {}

  static String of(List<Completed> commands) {
    return Stream.concat(
            Stream.of("# fish completion of volume-transfer", COMPLETE + "--no-files"),
            commands.stream().flatMap(FishScript::lines))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Stream<String> lines(Completed command) {
    boolean root = command.name().isEmpty();
    String condition =
        root
            ? "--condition __fish_use_subcommand "
            : "--condition '__fish_seen_subcommand_from " + command.name() + "' ";
    Stream<String> itself =
        root
            ? Stream.empty()
            : Stream.of(
                COMPLETE
                    + "--condition __fish_use_subcommand --arguments "
                    + command.name()
                    + described(command.sentence()));
    return Stream.concat(
        itself,
        command.options().stream()
            .flatMap(
                option ->
                    option.names().stream()
                        .map(
                            name ->
                                COMPLETE
                                    + condition
                                    + flag(name)
                                    + option.value().map(FishScript::value).orElse("")
                                    + described(option.sentence()))));
  }

  private static String flag(String name) {
    return name.startsWith("--")
        ? "--long-option " + name.substring(2)
        : "--short-option " + name.substring(1);
  }

  private static String value(Completed.Value value) {
    return switch (value.kind()) {
      case FILE -> " --require-parameter --force-files";
      case DIRECTORY -> " --exclusive --arguments '(__fish_complete_directories)'";
      case CHOICE -> " --exclusive --arguments " + quoted(String.join(" ", value.choices()));
      case WORD -> " --exclusive";
    };
  }

  private static String described(String sentence) {
    return sentence.isEmpty() ? "" : " --description " + quoted(sentence);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
