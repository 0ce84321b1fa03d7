package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.Script;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A script that asks before what no shim can replace")
@Tag("integration")
class AskingScriptTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "true >>\"$1\"                     => __line; true >>\"$1\"",
        "[[ ! -e $done ]] || tunnel_died   => __line; [[ ! -e $done ]] || tunnel_died",
        "exec 9<\"$1\" && lock 9           => __line; exec 9<\"$1\" && lock 9",
        "{ exec 8<\"$lock\" && lock 8; } ||  => { __line; exec 8<\"$lock\" && lock 8; } ||",
        "flock --timeout 10 \"$1\" &       => __line; flock --timeout 10 \"$1\" &",
        "until [[ -e $name-started ]]; do  => until __line; [[ -e $name-started ]]; do",
        "while [ $SECONDS -lt 600 ]        => while __line; [ $SECONDS -lt 600 ]",
        "do test -f \"$file\"              => do __line; test -f \"$file\"",
        "if flock 6 && [[ ! -e $x ]]; then => if flock 6 && __line && [[ ! -e $x ]]; then",
        "[[ a && -e $x ]] && true          => __line; [[ a && -e $x ]] && true",
        "[[ a ]] || printf x >\"$1\"       => __line; [[ a ]] || printf x >\"$1\"",
        "trap '' TERM                      => __line; trap '' TERM",
        "done < <(find .)                  => done < <(find .)",
        "# exec 7>&-                       => # exec 7>&-",
        "wait \"$!\"                       => wait \"$!\"",
      })
  @DisplayName("asks on the same line, before the command")
  void line(String line, String asking) {
    assertThat(AskingScript.of(List.of(line))).containsExactly(asking);
  }

  @Test
  @DisplayName("asks within a list of &&, and not within a command of several lines")
  void lists() {
    assertThat(AskingScript.of(List.of("true &&", "  printf x >\"$1\"", "sed a \\", "  < <(b) &")))
        .containsExactly("true &&", "  __line && printf x >\"$1\"", "sed a \\", "  < <(b) &");
  }

  /** They are read once, and what a container's script does comes after that. */
  @ParameterizedTest
  @EnumSource(
      value = Script.class,
      names = {"SOURCE_RSYNC", "SOURCE_SINGLE", "SOURCE_STUNNEL"})
  @DisplayName("sources files that only define functions and set what no schedule changes")
  void sources(Script script) {
    Set<Script> sources = sourcesOf(script);

    assertThat(sources).isNotEmpty();
    for (Script file : sources) {
      assertThat(file.text().lines())
          .as(file.fileName())
          .filteredOn(line -> line.matches("[^ #].*"))
          .allMatch(
              line ->
                  line.matches(
                      "[a-z_0-9]+\\(\\) \\{.*|\\}.*|(readonly )?\\w+=[^`]*|export LC_ALL=C|set \\+o posix|unset -v .*|source .*"))
          .noneMatch(line -> line.contains("$(") || line.contains("<("));
    }
  }

  /** With what these source. */
  private static Set<Script> sourcesOf(Script script) {
    Set<Script> sources = EnumSet.noneOf(Script.class);
    Pattern source = Pattern.compile("(?m)^source \".*/([a-z-]+\\.sh)\"");
    for (MatchResult found : source.matcher(script.text()).results().toList()) {
      Script file =
          Stream.of(Script.values())
              .filter(some -> some.fileName().equals(found.group(1)))
              .findFirst()
              .orElseThrow();
      sources.add(file);
      sources.addAll(sourcesOf(file));
    }
    return sources;
  }
}
