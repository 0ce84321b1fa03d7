package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.spec.ExcludePattern.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a pattern with wildcards as rsync does. */
final class PatternParser {
  private static final Set<String> CLASSES =
      Set.of(
          "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
          "upper", "xdigit");

  private final String pattern;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int at;

  PatternParser(String pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException with a sentence that goes on after `which`
   */
  List<Part> parts() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '*' -> add(stars());
        case '?' -> add(new Part.One());
        case '[' -> add(oneOf());
        case '\\' -> literal(escaped());
        default -> literal(c);
      }
    }
    endText();
    return parts;
  }

  private Part stars() {
    int begin = at;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at > begin ? new Part.All() : new Part.Some();
  }

  private char escaped() {
    if (at == pattern.length()) {
      throw new IllegalArgumentException("ends in `\\`; write `\\\\` for that sign itself");
    }
    return pattern.charAt(at++);
  }

  private void literal(char c) {
    if (c == '/') {
      add(new Part.Text("/"));
    } else {
      text.append(c);
    }
  }

  private void add(Part part) {
    endText();
    parts.add(part);
  }

  private void endText() {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(text.toString()));
      text.setLength(0);
    }
  }

  /** A `]` at the beginning and a `-` at either end mean themselves. */
  private Part oneOf() {
    boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    at += negated ? 1 : 0;
    StringBuilder signs = new StringBuilder();
    List<String> names = new ArrayList<>();
    char before = 0;
    boolean first = true;
    while (first || next() != ']') {
      first = false;
      char c = member(next());
      boolean escaped = c == '\\';
      at++;
      if (escaped) {
        c = member(next());
        at++;
      }
      if (!escaped
          && c == '['
          && at < pattern.length()
          && pattern.charAt(at) == ':'
          && name(names)) {
        before = 0;
      } else if (!escaped && c == '-' && before != 0 && next() != ']') {
        range(before, signs);
        before = 0;
      } else {
        signs.append(c);
        before = c;
      }
    }
    at++;
    return new Part.OneOf(negated, signs.toString(), names);
  }

  private char next() {
    if (at >= pattern.length()) {
      throw new IllegalArgumentException(
          "has a `[` that no `]` ends, so that it matches nothing; write `\\[` for that sign"
              + " itself");
    }
    return pattern.charAt(at);
  }

  private static char member(char c) {
    if (c == '/') {
      throw new IllegalArgumentException(
          "has a `/` between `[` and `]`, where it never matches; write a pattern for each");
    }
    if (c > '~') {
      throw new IllegalArgumentException(
          "has a letter between `[` and `]` that is more than one byte, of which rsync compares"
              + " each alone; write a pattern for each letter");
    }
    return c;
  }

  private void range(char from, StringBuilder signs) {
    char to = member(next());
    at++;
    if (to == '\\') {
      to = member(next());
      at++;
    }
    if (to < from) {
      throw new IllegalArgumentException(
          "has the range `" + from + "-" + to + "`, which is empty; write the lower sign first");
    }
    for (char c = from; c <= to; c++) {
      if (c != '/') {
        signs.append(c);
      }
    }
  }

  /** Whether a name such as `[:alpha:]` begins here; a `[:` without its end means itself. */
  private boolean name(List<String> names) {
    int end = pattern.indexOf(']', at + 1);
    if (end < 0) {
      at = pattern.length();
      next();
    }
    if (end - 1 <= at || pattern.charAt(end - 1) != ':') {
      return false;
    }
    String name = pattern.substring(at + 1, end - 1);
    if (!CLASSES.contains(name)) {
      throw new IllegalArgumentException(
          "has `[:%s:]`, which is no class; write one of %s"
              .formatted(name, String.join(", ", CLASSES.stream().sorted().toList())));
    }
    names.add(name);
    at = end + 1;
    return true;
  }
}
