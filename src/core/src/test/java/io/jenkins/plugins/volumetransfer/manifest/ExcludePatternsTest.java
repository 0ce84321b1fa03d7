package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: find leaves out exactly what rsync does. Method: both are asked about one tree, with
 * patterns by hand and with random ones.
 */
@DisplayName("An exclude pattern as an expression of find")
class ExcludePatternsTest {
  private static final int RANDOM_LISTS = 60;

  @TempDir private static Path tree;

  @BeforeAll
  static void grow() throws IOException {
    for (String directory :
        List.of("a", "b", "a/b", "a/b/a", "dir", "a/dir", "dir/a", "[x]", "c.d")) {
      Files.createDirectories(tree.resolve(directory));
      for (String file : List.of("f", "ab", "a.tmp", "x*", "q?", "x+y", "back\\slash", "-", "]")) {
        Files.writeString(tree.resolve(directory).resolve(file), "");
      }
    }
    Files.writeString(tree.resolve("b/dir"), "a file");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "f",
        "/f",
        "a",
        "/a",
        "a/",
        "/a/b",
        "b/a",
        "a/b/",
        "*.tmp",
        "/*.tmp",
        "a*",
        "?",
        "a/*",
        "a/**",
        "**/f",
        "**/a/f",
        "a/**/f",
        "dir/***",
        "/dir/***",
        "dir/",
        "**",
        "*",
        "/*",
        "[ab]",
        "[!ab]",
        "[^a-c]*",
        "[]]",
        "[!]a]",
        "[x]",
        "\\[x]",
        "x\\*",
        "x*",
        "q\\?",
        "x+y",
        "c.d",
        "c?d",
        "*/f",
        "*/*/f",
        "**b",
        "a**b",
        "[[:alpha:]]",
        "[!-a]",
        "back\\slash",
        "back\\\\slash",
        "-",
        "nothing",
        "a/",
        "/",
        "b**/f",
        "**/b/**",
        "[a",
        "x[+*]y"
      })
  @DisplayName("leaves out what rsync does")
  void one(String pattern) throws Exception {
    assertThat(byFind(List.of(pattern))).isEqualTo(byRsync(List.of(pattern)));
  }

  @Test
  @DisplayName("of several the first that matches decides, and `!` forgets those before it")
  void order() throws Exception {
    for (List<String> patterns :
        List.of(
            List.of("+ a.tmp", "*.tmp"),
            List.of("*.tmp", "+ a.tmp"),
            List.of("f", "!", "ab"),
            List.of("- f", "+ /a/", "/*/"),
            List.of("+ /a", "+ /a/b", "+ /a/b/***", "*"))) {
      assertThat(byFind(patterns)).as(patterns.toString()).isEqualTo(byRsync(patterns));
    }
  }

  @Test
  @DisplayName("drawn at random, in lists of up to four")
  void random() throws Exception {
    Random random = new Random(4);
    List<String> parts =
        List.of(
            "a", "b", "f", "dir", "*", "**", "?", "/", "/", "[ab]", "[!a]", ".", "x", "+", "tmp");
    for (int i = 0; i < RANDOM_LISTS; i++) {
      List<String> patterns = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(4); j++) {
        String prefix = random.nextInt(5) == 0 ? "+ " : "";
        patterns.add(
            prefix
                + IntStream.rangeClosed(0, random.nextInt(5))
                    .mapToObj(k -> parts.get(random.nextInt(parts.size())))
                    .collect(Collectors.joining()));
      }
      assertThat(byFind(patterns)).as(patterns.toString()).isEqualTo(byRsync(patterns));
    }
  }

  private static Set<String> byFind(List<String> patterns) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("find", ".", "-regextype", "posix-extended", "("));
    command.addAll(ExcludePatterns.asFindExpression(patterns));
    command.addAll(List.of(")", "-o", "-printf", "%p\\n"));
    return lines(command)
        .map(path -> path.replaceFirst("^\\./", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By a copy that copies nothing: with a format of its own rsync names all that it would. */
  private static Set<String> byRsync(List<String> patterns) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("rsync", "--archive", "--dry-run", "--8-bit-output", "--out-format=%n"));
    patterns.forEach(pattern -> command.add("--exclude=" + pattern));
    command.addAll(List.of("./", tree.resolveSibling("none").toString()));
    Set<String> found =
        lines(command)
            .filter(line -> !line.startsWith("created directory "))
            .map(path -> path.replaceFirst("(.)/$", "$1"))
            .map(path -> path.replace("\\#134", "\\"))
            .collect(Collectors.toCollection(TreeSet::new));
    found.add(".");
    found.remove("./");
    return found;
  }

  private static Stream<String> lines(List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(tree.toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + output).isZero();
    return output.lines();
  }
}
