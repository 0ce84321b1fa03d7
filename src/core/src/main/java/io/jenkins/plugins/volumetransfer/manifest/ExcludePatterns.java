package io.jenkins.plugins.volumetransfer.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * rsync's exclude patterns (rsync(1), PATTERN MATCHING RULES) as an expression of find(1), so that
 * a listing leaves out what the copy did, without asking rsync. Needs {@code -regextype
 * posix-extended}, the C locale, and paths that begin with {@code ./}.
 */
final class ExcludePatterns {
  private static final String META = ".[]{}()*+?^$|\\";

  private ExcludePatterns() {}

  /**
   * True of what is excluded, and prunes it. The first pattern that matches decides; as rsync does,
   * {@code + PATTERN} includes, {@code - PATTERN} excludes and {@code !} forgets all before it.
   */
  static List<String> asFindExpression(List<String> patterns) {
    List<String> rules = patterns.subList(patterns.lastIndexOf("!") + 1, patterns.size());
    List<String> expression = List.of("-false");
    for (int i = rules.size() - 1; i >= 0; i--) {
      String rule = rules.get(i);
      boolean include = rule.startsWith("+ ");
      String pattern = include || rule.startsWith("- ") ? rule.substring(2) : rule;
      List<String> words = new ArrayList<>();
      words.add("(");
      words.addAll(include ? List.of("!") : List.of());
      words.addAll(match(pattern));
      words.addAll(include ? List.of("(") : List.of("-prune", "-o", "("));
      words.addAll(expression);
      words.addAll(List.of(")", ")"));
      expression = words;
    }
    return expression;
  }

  private static List<String> match(String pattern) {
    if (pattern.endsWith("/***")) {
      String name = regex(pattern, pattern.length() - 4);
      return List.of("(", "-regex", name, "-type", "d", "-o", "-regex", name + "/.*", ")");
    }
    return pattern.endsWith("/")
        ? List.of("(", "-regex", regex(pattern, pattern.length() - 1), "-type", "d", ")")
        : List.of("-regex", regex(pattern, pattern.length()));
  }

  /** A pattern with a slash or {@code **} is the end of a path, any other a whole name. */
  private static String regex(String pattern, int end) {
    boolean anchored = pattern.startsWith("/");
    // Before any path rsync sees a slash, so `**/a` is also an `a` at the top.
    int begin = anchored ? 1 : pattern.startsWith("**/") ? 3 : 0;
    String name = pattern.substring(Math.min(begin, end), end);
    boolean wild = pattern.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    return (anchored ? "\\./" : "\\./(.*/)?") + (wild ? wildcards(name) : quoted(name));
  }

  private static String quoted(String text) {
    StringBuilder regex = new StringBuilder();
    text.chars().forEach(c -> append(regex, (char) c));
    return regex.toString();
  }

  private static String wildcards(String pattern) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int classEnd = c == '[' ? classEnd(pattern, i) : -1;
      if (c == '*') {
        int end = i;
        while (end < pattern.length() && pattern.charAt(end) == '*') {
          end++;
        }
        regex.append(end - i > 1 ? ".*" : "[^/]*");
        i = end;
      } else if (c == '?') {
        regex.append("[^/]");
        i++;
      } else if (classEnd > 0) {
        boolean negated = pattern.charAt(i + 1) == '!' || pattern.charAt(i + 1) == '^';
        String members = pattern.substring(i + (negated ? 2 : 1), classEnd);
        regex.append(negated ? withSlash(members) : "[" + members);
        regex.append(']');
        i = classEnd + 1;
      } else if (c == '\\' && i + 1 < pattern.length()) {
        append(regex, pattern.charAt(i + 1));
        i += 2;
      } else {
        append(regex, c);
        i++;
      }
    }
    return regex.toString();
  }

  /** No class of rsync's matches a slash. `]` means itself at the beginning, `-` at either end. */
  private static String withSlash(String members) {
    if (members.startsWith("]")) {
      return "[^]/" + members.substring(1);
    }
    return members.startsWith("-") ? "[^/" + members.substring(1) + "-" : "[^/" + members;
  }

  /** Where the class that begins here ends; -1 if it does not. */
  private static int classEnd(String pattern, int start) {
    int i = start + 1;
    if (i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^')) {
      i++;
    }
    for (i++; i < pattern.length(); i++) {
      if (pattern.startsWith("[:", i) && pattern.indexOf(":]", i) > 0) {
        i = pattern.indexOf(":]", i) + 1;
      } else if (pattern.charAt(i) == ']') {
        return i;
      }
    }
    return -1;
  }

  private static void append(StringBuilder regex, char c) {
    if (META.indexOf(c) >= 0) {
      regex.append('\\');
    }
    regex.append(c);
  }
}
