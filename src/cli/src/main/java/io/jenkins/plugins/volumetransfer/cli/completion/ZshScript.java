package io.jenkins.plugins.volumetransfer.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For zsh (zshcompsys(1), {@code _arguments} and {@code _describe}). */
final class ZshScript {
  private static final String FRAME =
      """
      #compdef volume-transfer
      # zsh completion of volume-transfer
      _volume_transfer() {
        local -a commands
        local context state line
        commands=(
      @COMMANDS@
        )
        _arguments -C \\
      @ROOT@
          '1:command:->command' \\
          '*::argument:->arguments'
        case $state in
          command) _describe command commands ;;
          arguments)
            case $words[1] in
      @OPTIONS@
            esac
            ;;
        esac
      }
      if [ "$funcstack[1]" = "_volume_transfer" ]; then
        _volume_transfer "$@"
      else
        compdef _volume_transfer volume-transfer
      fi
      """;

  private ZshScript() {}

  static String of(List<Completed> commands) {
    Completed root = commands.get(0);
    List<Completed> named = commands.subList(1, commands.size());
    return FRAME
        .replace(
            "@COMMANDS@",
            named.stream()
                .map(
                    command ->
                        "    '"
                            + command.name()
                            + ":"
                            + text(command.sentence()).replace(":", "\\:")
                            + "'")
                .collect(Collectors.joining("\n")))
        .replace("@ROOT@", lines("    ", root))
        .replace(
            "@OPTIONS@",
            named.stream()
                .map(
                    command ->
                        "        %s) _arguments \\\n%s\n          '*: :_default' ;;"
                            .replaceFirst("%s", command.name())
                            .replace("%s", lines("          ", command)))
                .collect(Collectors.joining("\n")));
  }

  private static String lines(String indent, Completed command) {
    return command.options().stream()
        .flatMap(option -> option.names().stream().map(name -> spec(name, option)))
        .map(spec -> indent + "'" + spec + "' \\")
        .collect(Collectors.joining("\n"));
  }

  /** {@code *}: may be given again. */
  private static String spec(String name, Completed.Option option) {
    String sentence = "[" + text(option.sentence()).replaceAll("([\\[\\]])", "\\\\$1") + "]";
    return "*"
        + name
        + option
            .value()
            .map(
                value ->
                    (name.startsWith("--") ? "=" : "+")
                        + sentence
                        + ":value:"
                        + switch (value.kind()) {
                          case FILE -> "_files";
                          case DIRECTORY -> "_files -/";
                          case CHOICE ->
                              value.choices().stream().collect(Collectors.joining(" ", "(", ")"));
                          case WORD -> "";
                        })
            .orElse(sentence);
  }

  /** Within single quotes. */
  private static String text(String sentence) {
    return Stream.of(sentence)
        .map(text -> text.replace("\\", "\\\\").replace("'", "'\\''"))
        .collect(Collectors.joining());
  }
}
