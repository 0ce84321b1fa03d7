package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: no text from outside gets to where bash evaluates it as a number; in {@code a[$(command)]}
 * it runs the command there. Method: each name where bash counts, compares numbers, or takes a
 * subscript or an offset must have passed {@code hold_numbers} or {@code hold_sums} in its file, or
 * only ever get values there that can't be anything but numbers.
 */
@DisplayName("A number in a script")
class NumbersTest {
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
  private static final Pattern COMPARISON = Pattern.compile("(\\S+) -(?:eq|ne|lt|le|gt|ge) (\\S+)");
  private static final Pattern SUBSCRIPT =
      Pattern.compile("(?:\\$\\{[#!]?|(?<![\\w$\"'\\[*!]))[a-zA-Z_]\\w*\\[([^]]+)]");
  private static final Pattern OFFSET = Pattern.compile("\\$\\{[\\w@*!\\[\\]]+:([^}=?+-][^}]*)}");
  private static final Pattern CHECKED =
      Pattern.compile("(?:hold_numbers|hold_sums|require_seconds|require_port)((?: +\\w+)+)");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![\\w$-])([a-zA-Z_]\\w*)\\+?=((?:\"[^\"]*\"|\\$\\(\\([^)]*|[^\\s;|&)])*)");
  private static final Pattern FILLED =
      Pattern.compile(
          "(?:\\bread|\\bmapfile)((?: +-\\w+(?: (?:''|\\d+))?)*)((?: +[a-zA-Z_]\\w*)+)"
              + "|\\bfor (\\w+) in (?!\"\\$\\{!)|printf -v (\\w+)");
  private static final Pattern SURE =
      Pattern.compile("\\d+|\\$[?!$]|\\$(SECONDS|BASHPID)|\\$\\(\\(.*|\\$\\{#.*");
  private static final Pattern CONSTANT = Pattern.compile("readonly (\\w+)=\\d+");
  private static final Set<String> OF_BASH = Set.of("SECONDS", "BASHPID");

  private static final Set<String> CONSTANTS =
      Stream.of(Script.values())
          .flatMap(script -> CONSTANT.matcher(script.text()).results())
          .map(found -> found.group(1))
          .collect(Collectors.toSet());

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("is checked before bash counts with it")
  void checked(Script script) {
    assertThat(unchecked(script.text())).isEmpty();
  }

  @Test
  @DisplayName("is found by this test at all")
  void found() {
    long places =
        Stream.of(Script.values()).mapToLong(script -> places(script.text()).size()).sum();

    assertThat(places).isGreaterThan(80);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "read -r free <file; room=$((free * 2))",
        "read -r _ free < <(stat .)\n((free > 3)) || return",
        "for value in $answer; do ((sum += value)); done",
        "free=$1; [[ $free -eq 3 ]]",
        "[[ $1 -lt 3 ]]",
        "local free=${answer%% *}\n((free)) && exit",
        "mapfile -t lines <file\ntotal=$((total + ${lines[*]}))",
        "read -r index <file; echo \"${words[index]}\"",
        "read -r index <file; words[index]=x",
        "read -r from <file; echo \"${text:from:3}\"",
        "read -r size <file; echo \"${text:0:$size}\"",
        "declare -i free; free=$answer",
        "local -i free=0",
        "let free=answer",
        "read -r free <file; printf '%d\\n' \"$free\"",
        "exit \"$(($1 + 1))\"",
        "good=1; good=$(stat .); ((good))",
        "a=$b; b=$c; ((a))",
      })
  @DisplayName("is missed where it was not checked")
  void missed(String script) {
    assertThat(unchecked(script)).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "read -r free <file; hold_numbers free && room=$((free * 2))",
        "count=0; ((++count)); ((count < ${#words[@]}))",
        "a=$b; b=3; ((a))",
        "for index in \"${!words[@]}\"; do echo \"${words[index]}\"; done",
        "echo \"${text:0:16}\" \"${@:2}\"",
        "hold_numbers \"$1\" && ((${!1} > 0))",
      })
  @DisplayName("is let be where it can be nothing else")
  void letBe(String script) {
    assertThat(unchecked(script)).isEmpty();
  }

  /** Names, and what is no name, that bash would evaluate as they come. */
  private static Set<String> unchecked(String script) {
    Set<String> unchecked = new TreeSet<>();
    Set<String> numbers = numbers(code(script));
    for (String place : places(script)) {
      Matcher name = NAME.matcher(place);
      while (name.find()) {
        if (!numbers.contains(name.group())) {
          unchecked.add(name.group() + " in " + place);
        }
      }
      if (Pattern.compile("\\$[\\d@*(`]|\\$\\{[\\d!@*]|`").matcher(place).find()) {
        unchecked.add(place);
      }
    }
    return unchecked;
  }

  /** What bash evaluates: expressions without what is a number in itself. */
  private static List<String> places(String script) {
    List<String> places = new ArrayList<>();
    for (String line : code(script).split("\n")) {
      String text = line.contains("hold_numbers \"$1\"") ? line.replace("${!1}", "0") : line;
      for (int at = text.indexOf("(("); at >= 0; at = text.indexOf("((", at + 2)) {
        places.add(expression(text, at + 2));
      }
      find(COMPARISON, text).forEach(m -> places.add(m.group(1) + " " + m.group(2)));
      find(SUBSCRIPT, text)
          .filter(m -> !m.group(1).matches("[@*]"))
          .forEach(m -> places.add(m.group(1)));
      find(OFFSET, text).forEach(m -> places.add(m.group(1)));
      find(Pattern.compile("printf [^>]*%d[^>]*"), text)
          .flatMap(m -> find(Pattern.compile("\"\\$\\{?(\\w+)"), m.group()))
          .forEach(m -> places.add("$" + m.group(1)));
      find(Pattern.compile("(local|declare|typeset|readonly) -\\w*i|\\blet "), text)
          .forEach(m -> places.add("$*"));
    }
    return places.stream().map(place -> place.replaceAll("\\$\\{#[^}]*}|\\$[#?!$]", "0")).toList();
  }

  private static String expression(String text, int from) {
    int depth = 2;
    int at = from;
    while (at < text.length() && depth > 0) {
      depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
      at++;
    }
    return text.substring(from, at);
  }

  private static Set<String> numbers(String code) {
    Set<String> numbers = new TreeSet<>(CONSTANTS);
    numbers.addAll(OF_BASH);
    Set<String> filled = new TreeSet<>();
    find(FILLED, code)
        .forEach(
            m ->
                filled.addAll(
                    List.of(
                        Stream.of(m.group(2), m.group(3), m.group(4))
                            .filter(java.util.Objects::nonNull)
                            .collect(Collectors.joining(" "))
                            .strip()
                            .split(" +"))));
    Set<String> candidates = new TreeSet<>();
    find(ASSIGNED, code).forEach(m -> candidates.add(m.group(1)));
    find(Pattern.compile("for (\\w+) in \"\\$\\{!"), code).forEach(m -> candidates.add(m.group(1)));
    candidates.removeAll(filled);
    find(CHECKED, code).forEach(m -> numbers.addAll(List.of(m.group(1).strip().split(" +"))));
    // What gets its value from another is as good as that: the largest set that holds together.
    Set<String> sure = new TreeSet<>(candidates);
    while (sure.removeIf(name -> !numbers.contains(name) && !isSure(name, code, sure, numbers))) {
      // once more
    }
    numbers.addAll(sure);
    return numbers;
  }

  private static boolean isSure(String name, String code, Set<String> sure, Set<String> numbers) {
    return find(ASSIGNED, code)
        .filter(m -> m.group(1).equals(name))
        .map(m -> m.group(2))
        .allMatch(
            value ->
                value.isEmpty()
                    || SURE.matcher(value).matches()
                    || value.matches("\\$\\w+")
                        && (numbers.contains(value.substring(1))
                            || sure.contains(value.substring(1))));
  }

  private static Stream<java.util.regex.MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String code(String script) {
    return script
        .lines()
        .filter(line -> !line.strip().startsWith("#"))
        .collect(Collectors.joining("\n"));
  }
}
