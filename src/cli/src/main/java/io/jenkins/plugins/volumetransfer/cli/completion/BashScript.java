package io.jenkins.plugins.volumetransfer.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For bash (complete, compgen and compopt in bash(1)). */
final class BashScript {
  private static final String FRAME =
      """
      # bash completion of volume-transfer
      _volume_transfer() {
        local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command='' each
        # bash takes the = of --option=value for a word of its own.
        if [[ $word == = ]]; then
          word=''
        elif [[ $option == = ]]; then
          option=${COMP_WORDS[COMP_CWORD - 2]}
        fi
        for each in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
          case $each in
            @COMMANDS@)
              command=$each
              break
              ;;
          esac
        done
        COMPREPLY=()
        case "$command $option" in
      @VALUES@
        esac
        case $command in
      @OPTIONS@
        esac
      }
      # Where the function finds nothing, file names are completed.
      complete -o default -F _volume_transfer volume-transfer
      """;

  private BashScript() {}

  static String of(List<Completed> commands) {
    return FRAME
        .replace("@COMMANDS@", names(commands).collect(Collectors.joining(" | ")))
        .replace(
            "@VALUES@",
            commands.stream()
                .flatMap(
                    command -> command.options().stream().flatMap(option -> value(command, option)))
                .collect(Collectors.joining("\n")))
        .replace(
            "@OPTIONS@",
            commands.stream()
                .map(command -> options(command, commands))
                .collect(Collectors.joining("\n")));
  }

  private static Stream<String> names(List<Completed> commands) {
    return commands.stream().map(Completed::name).filter(name -> !name.isEmpty());
  }

  private static Stream<String> value(Completed command, Completed.Option option) {
    String pattern =
        option.names().stream()
            .map(name -> "'" + command.name() + " " + name + "'")
            .collect(Collectors.joining(" | ", "    ", ") "));
    return option.value().stream()
        .map(
            value ->
                pattern
                    + switch (value.kind()) {
                      case FILE -> "return ;;";
                      case DIRECTORY -> compgen("-d") + "; return ;;";
                      case CHOICE ->
                          compgen("-W '" + String.join(" ", value.choices()) + "'") + "; return ;;";
                      // Nothing to offer, and no file names either.
                      case WORD -> "compopt +o default 2>/dev/null; return ;;";
                    });
  }

  private static String options(Completed command, List<Completed> commands) {
    Stream<String> words =
        Stream.concat(
            command.name().isEmpty() ? names(commands) : Stream.empty(),
            command.options().stream().flatMap(option -> option.names().stream()));
    return "    '"
        + command.name()
        + "') "
        + compgen("-W '" + words.collect(Collectors.joining(" ")) + "'")
        + " ;;";
  }

  private static String compgen(String what) {
    return "mapfile -t COMPREPLY < <(compgen " + what + " -- \"$word\")";
  }
}
