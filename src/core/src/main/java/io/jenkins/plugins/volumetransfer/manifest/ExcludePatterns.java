package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.ExcludePattern;
import io.jenkins.plugins.volumetransfer.spec.ExcludePattern.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * rsync's exclude patterns as an expression of find(1), so that a listing leaves out what the copy
 * did, without asking rsync. Needs {@code -regextype posix-extended}, the C locale, and paths that
 * begin with {@code ./}.
 */
final class ExcludePatterns {
  private static final String META = ".[]{}()*+?^$|\\";
  private static final String PUNCTUATION = "!\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~";
  private static final String LETTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private ExcludePatterns() {}

  /**
   * True of what is excluded, and prunes it. The first pattern that matches decides; as rsync does,
   * {@code + PATTERN} includes and {@code - PATTERN} excludes.
   */
  static List<String> asFindExpression(List<String> rules) {
    List<String> expression = List.of("-false");
    for (int i = rules.size() - 1; i >= 0; i--) {
      ExcludePattern pattern = ExcludePattern.read("excludes[" + i + "]", rules.get(i));
      boolean includes = pattern.effect() == ExcludePattern.Effect.INCLUDE;
      List<String> words = new ArrayList<>();
      words.add("(");
      words.addAll(includes ? List.of("!") : List.of());
      words.addAll(match(pattern));
      words.addAll(includes ? List.of("(") : List.of("-prune", "-o", "("));
      words.addAll(expression);
      words.addAll(List.of(")", ")"));
      expression = words;
    }
    return expression;
  }

  private static List<String> match(ExcludePattern pattern) {
    List<String> words = new ArrayList<>(List.of("(", "(", "-regex"));
    words.add(regex(pattern, pattern.parts()));
    pattern
        .ownDirectory()
        .ifPresent(
            parts -> words.addAll(List.of("-o", "-type", "d", "-regex", regex(pattern, parts))));
    words.add(")");
    words.addAll(pattern.directory() ? List.of("-type", "d", ")") : List.of(")"));
    return words;
  }

  /** What is not anchored is the end of a path, of whole names, whether or not it has slashes. */
  private static String regex(ExcludePattern pattern, List<Part> parts) {
    String path =
        parts.stream().map(part -> part.accept(new PartRegex())).collect(Collectors.joining());
    if (pattern.beginsWithAll()) {
      // Before any path rsync sees a slash here, so `**/a` is also an `a` at the top. `.` never is
      // excluded.
      return parts.size() == 1 ? "\\./.*" : "\\." + path;
    }
    return (pattern.anchored() ? "\\./" : "\\./(.*/)?") + path;
  }

  private static final class PartRegex implements Part.Handler<String> {
    @Override
    public String handle(Part.Text literal) {
      return quoted(literal.text());
    }

    @Override
    public String handle(Part.One one) {
      return "[^/]";
    }

    @Override
    public String handle(Part.Some some) {
      return "[^/]*";
    }

    @Override
    public String handle(Part.All all) {
      return ".*";
    }

    @Override
    public String handle(Part.OneOf members) {
      return bracket(members);
    }
  }

  private static String quoted(String text) {
    StringBuilder regex = new StringBuilder();
    text.chars().forEach(c -> regex.append(META.indexOf(c) >= 0 ? "\\" : "").append((char) c));
    return regex.toString();
  }

  /** In a bracket `]` means itself at the beginning, `[` and `-` at the end, `^` not alone. */
  private static String bracket(Part.OneOf members) {
    StringBuilder names = new StringBuilder();
    StringBuilder signs = new StringBuilder(members.signs());
    for (String name : members.names()) {
      switch (name) {
        // They have the slash, which no class of rsync's matches.
        case "graph" -> signs.append(PUNCTUATION).append(LETTERS);
        case "print" -> signs.append(PUNCTUATION).append(LETTERS).append(' ');
        case "punct" -> signs.append(PUNCTUATION);
        default -> names.append("[:").append(name).append(":]");
      }
    }
    String all = signs.toString();
    boolean hat = all.contains("^");
    String rest =
        (all.contains("]") ? "]" : "")
            + (members.negated() ? "/" : "")
            + all.replaceAll("[]\\[^-]", "")
            + names
            + (all.contains("[") ? "[" : "")
            + (members.negated() && hat ? "^" : "")
            + (all.contains("-") ? "-" : "");
    if (members.negated()) {
      return "[^" + rest + "]";
    }
    String others = rest.isEmpty() ? "" : "[" + rest + "]";
    return hat ? (others.isEmpty() ? "\\^" : "(\\^|" + others + ")") : others;
  }
}
