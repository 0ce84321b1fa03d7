package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Goal: what is in {@code compare} can be read and tested function by function. Method: its text.
 */
@DisplayName("A function of the comparer")
class ComparerTest {
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^([a-z_0-9]+)\\(\\) \\{\\n(?s:(.*?))\\n}$");
  private static final Pattern LOCAL = Pattern.compile("(?m)^ *local (.+)$");
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w$/.{-])([a-z_][a-z_0-9]*)(?==|\\b(?= |$))");
  private static final Pattern USED = Pattern.compile("\\$\\{?[#!]?([a-z_][a-z_0-9]*)");
  private static final Pattern CHANGED =
      Pattern.compile(
          "(?m)(?<![\\w$.\\\\-])([a-z_][a-z_0-9]*)\\+?=(?!=)|(?:\\+\\+)([a-z_][a-z_0-9]*)");

  /** Set by a file's first lines, and read only. */
  private static final Set<String> OF_THE_FILE = Set.of("module");

  private static Stream<Script> files() {
    return Stream.of(Script.values()).filter(script -> script.path().startsWith("compare/"));
  }

  private static TreeMap<String, String> functions() {
    TreeMap<String, String> functions = new TreeMap<>();
    files()
        .flatMap(script -> FUNCTION.matcher(script.text()).results())
        .forEach(
            function -> functions.put(function.group(1), function.group(2).replace("\\\n", " ")));
    return functions;
  }

  @Test
  @DisplayName("reads and changes no variable but its own; what a pod is told has upper case")
  void variables() {
    TreeMap<String, Set<String>> foreign = new TreeMap<>();
    functions()
        .forEach(
            (name, body) -> {
              Set<String> others = new TreeSet<>(names(USED, body));
              others.addAll(names(CHANGED, body.replaceAll("--[a-z-]+=|IFS=", "")));
              others.removeAll(locals(body));
              others.removeAll(OF_THE_FILE);
              if (!others.isEmpty()) {
                foreign.put(name, others);
              }
            });

    assertThat(foreign).isEmpty();
    assertThat(functions()).hasSizeGreaterThan(40);
  }

  @Test
  @DisplayName("is called by a test of this package, alone")
  void tested() throws IOException {
    StringBuilder tests = new StringBuilder();
    try (Stream<Path> files =
        Files.list(
            Path.of("src/test/java").resolve(getClass().getPackageName().replace('.', '/')))) {
      for (Path file : files.toList()) {
        tests.append(Files.readString(file));
      }
    }
    Set<String> called =
        Pattern.compile("(?:print|call)\\(\\s*\"([a-z_]+)\"")
            .matcher(tests)
            .results()
            .map(call -> call.group(1))
            .collect(Collectors.toSet());

    assertThat(functions().keySet()).isSubsetOf(called);
  }

  private static Set<String> locals(String body) {
    Set<String> locals = new TreeSet<>();
    LOCAL
        .matcher(body)
        .results()
        .map(MatchResult::group)
        .forEach(
            line ->
                locals.addAll(
                    names(NAME, line.replace("local", "").replaceAll("=\\([^)]*\\)", "="))));
    return locals;
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        if (found.group(group) != null) {
          names.add(found.group(group));
        }
      }
    }
    return names;
  }
}
