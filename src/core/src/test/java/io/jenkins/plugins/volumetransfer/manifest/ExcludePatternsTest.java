package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.CopyAndFind.Way;
import io.jenkins.plugins.volumetransfer.spec.ExcludePattern;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: find leaves out exactly what rsync does. Method: both are asked about one tree of nasty
 * names, with patterns by hand and with random ones; {@code -Dfuzz.patterns=100000} draws so many
 * pairs of pattern and path.
 */
@DisplayName("An exclude pattern as an expression of find")
@Tag("integration")
class ExcludePatternsTest {
  private static final int PAIRS = Integer.getInteger("fuzz.patterns", 20_000);
  private static final long SEED = Long.getLong("fuzz.seed", 4);

  @TempDir private static Path directory;

  private static final List<String> BY_HAND =
      List.of(
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
          "b**/f",
          "**/b/**",
          "x[+*]y",
          "**/",
          "**/***",
          "***",
          "***/",
          "a***",
          "a***/",
          "/***",
          "/**",
          "/**/",
          "a/****",
          "**/a/***",
          "*/",
          "?/",
          "[^]a]",
          "[]-a]",
          "[a-]",
          "[-a]",
          "[a\\]b]",
          "[\\]]",
          "[!\\^]",
          "[\\^]",
          "[\\^-]",
          "[^^]",
          "[\\-a]",
          "[a\\-c]",
          "[a-c-e]",
          "[[]",
          "[![]",
          "[[:punct:]]",
          "[![:punct:]]*",
          "[[:graph:]]*",
          "[[:print:]]",
          "[![:print:]]*",
          "[[:space:]]*",
          "*[[:cntrl:]]*",
          "[[:xdigit:][:blank:]_]*",
          "[[:]",
          "[[:a]",
          "[:alpha:]",
          "[*?]*",
          "[.]*",
          "[[.a.]]",
          "[[=a=]]",
          "\\**",
          "\\***",
          "a/\\**",
          "[**]",
          "a/[**]b",
          "*\\f",
          "\\f*",
          "gr\u00f6\u00dfe",
          "gr?\u00dfe",
          "gr??\u00dfe",
          "*\u00f6*",
          "[!a]r*",
          "*[!a-z]*",
          "$a",
          "(a|b)",
          "a{1}",
          "^a",
          "a$",
          ".*",
          "*.",
          "\u00e9*",
          "e\u0301*",
          "\ud83d\ude00",
          "????",
          "- f",
          "- - f",
          "- + f",
          "- !",
          "!f",
          "! ",
          "P a",
          "merge a",
          ": a",
          ". a",
          "hide a",
          "-! a",
          "-/ a",
          "+! a",
          "a ",
          " a",
          "lost+found",
          "/lost+found",
          "a,b",
          "-a",
          "--delete",
          "#a",
          ";a",
          "a\\/b?",
          "\\/a*");

  private static final List<List<String>> LISTS =
      List.of(
          List.of("+ a.tmp", "*.tmp"),
          List.of("*.tmp", "+ a.tmp"),
          List.of("- f", "+ /a/", "/*/"),
          List.of("+ /a", "+ /a/b", "+ /a/b/***", "*"),
          List.of("+ */", "+ f", "*"),
          List.of("+ /lost+found/***", "*"),
          List.of("+ **/b/***", "**/"));

  @Test
  @DisplayName("written by hand, leaves out what rsync does")
  void byHand() throws Exception {
    List<List<String>> lists = new ArrayList<>(LISTS);
    BY_HAND.forEach(pattern -> lists.add(List.of(pattern)));

    assertThat(new CopyAndFind(directory.resolve("by-hand")).disagreements(lists, Way.WHOLE))
        .isEmpty();
  }

  @Test
  @DisplayName("leaves out the same where rsync is given the names of entries")
  void entries() throws Exception {
    List<List<String>> lists = new ArrayList<>(LISTS);
    for (int i = 0; i < BY_HAND.size(); i += 4) {
      lists.add(List.of(BY_HAND.get(i)));
    }

    assertThat(new CopyAndFind(directory.resolve("entries")).disagreements(lists, Way.ENTRIES))
        .isEmpty();
  }

  @Test
  @Tag("search")
  @DisplayName("drawn at random, alone and in lists, leaves out what rsync does")
  void random() throws Exception {
    Random random = new Random(SEED);
    CopyAndFind both = new CopyAndFind(directory.resolve("random"));
    List<List<String>> lists =
        Stream.generate(() -> list(random))
            .filter(list -> !list.isEmpty())
            .limit(PAIRS / both.paths() + 1)
            .toList();
    List<String> disagreements = both.disagreements(lists, Way.WHOLE);
    System.out.printf(
        "patterns %d disagreements %d%n", lists.size() * both.paths(), disagreements.size());

    assertThat(disagreements).as("fuzz.seed %d", SEED).isEmpty();
  }

  private static List<String> list(Random random) {
    int length = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    return IntStream.range(0, length)
        .mapToObj(i -> pattern(random))
        .filter(ExcludePatternsTest::isTaken)
        .toList();
  }

  private static String pattern(Random random) {
    List<String> parts =
        List.of(
            "a",
            "b",
            "f",
            "dir",
            "*",
            "**",
            "***",
            "?",
            "/",
            "/",
            "/",
            "[ab]",
            "[!a]",
            ".",
            "x",
            "+",
            "tmp",
            "[^x/]",
            "[]-]",
            "[!]^]",
            "[[:alpha:]]",
            "[![:punct:]]",
            "[a-f]",
            "[+--]",
            "\\",
            "\\*",
            "\\[",
            "-",
            "]",
            "^",
            "[",
            "\u00f6",
            "gr",
            " ",
            "!",
            "[\\",
            "-z]",
            "[:",
            ":]");
    String prefix = random.nextInt(5) == 0 ? "+ " : random.nextInt(9) == 0 ? "- " : "";
    return prefix
        + IntStream.rangeClosed(0, random.nextInt(6))
            .mapToObj(k -> parts.get(random.nextInt(parts.size())))
            .collect(Collectors.joining());
  }

  private static boolean isTaken(String pattern) {
    try {
      return ExcludePattern.read("excludes", pattern) != null;
    } catch (SpecException e) {
      return false;
    }
  }
}
