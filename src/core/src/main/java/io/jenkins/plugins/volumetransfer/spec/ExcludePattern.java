package io.jenkins.plugins.volumetransfer.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of {@code excludes}: what rsync(1), PATTERN MATCHING RULES, makes of it. What rsync
 * takes and then matches with nothing, or what means something else than it seems to, is refused.
 * rsync compares bytes: {@code ?} and a class are one byte of a letter.
 *
 * @param effect on what matches
 * @param anchored matches at the top only
 * @param directory matches directories only
 * @param withDirectory ends in three stars: {@code a/***} matches {@code a} as well as all in it
 * @param parts of the path, without a slash at either end
 */
public record ExcludePattern(
    Effect effect, boolean anchored, boolean directory, boolean withDirectory, List<Part> parts) {

  /** rsync passes over a longer one in silence. */
  private static final int BYTES_MAX = 4095;

  /** What becomes of what matches. */
  public enum Effect {
    /** {@code + PATTERN}: it is copied. */
    INCLUDE,
    EXCLUDE
  }

  /** What a pattern is made of. */
  public sealed interface Part {
    /**
     * What somebody makes of whatever a pattern may have.
     *
     * @param <R> what is made of it
     */
    interface Handler<R> {
      R handle(Text literal);

      R handle(One one);

      R handle(Some some);

      R handle(All all);

      R handle(OneOf members);
    }

    <R> R accept(Handler<R> handler);

    /** Itself. A slash is always a part of its own. */
    record Text(String text) implements Part {
      @Override
      public <R> R accept(Handler<R> handler) {
        return handler.handle(this);
      }
    }

    /** {@code ?}: a byte, but no slash. */
    record One() implements Part {
      @Override
      public <R> R accept(Handler<R> handler) {
        return handler.handle(this);
      }
    }

    /** {@code *}: any bytes, but no slash. */
    record Some() implements Part {
      @Override
      public <R> R accept(Handler<R> handler) {
        return handler.handle(this);
      }
    }

    /** {@code **}: anything. */
    record All() implements Part {
      @Override
      public <R> R accept(Handler<R> handler) {
        return handler.handle(this);
      }
    }

    /**
     * One byte of these, or none of them, and never a slash.
     *
     * @param signs in ASCII
     * @param names of classes, such as {@code alpha}
     */
    record OneOf(boolean negated, String signs, List<String> names) implements Part {
      @Override
      public <R> R accept(Handler<R> handler) {
        return handler.handle(this);
      }
    }
  }

  public ExcludePattern {
    parts = List.copyOf(parts);
  }

  /**
   * @param field of the spec, for the error
   * @throws SpecException if it is none, or could not do what it seems to
   */
  public static ExcludePattern read(String field, String rule) {
    requirePlain(field, rule);
    Effect effect = rule.startsWith("+ ") ? Effect.INCLUDE : Effect.EXCLUDE;
    String text = effect == Effect.INCLUDE || rule.startsWith("- ") ? rule.substring(2) : rule;
    if (text.isBlank()) {
      throw wrong(field, rule, "names nothing; write a pattern after the `" + rule.strip() + "`");
    }
    boolean directory = text.length() > 1 && text.endsWith("/");
    String pattern = directory ? text.substring(0, text.length() - 1) : text;
    boolean anchored = pattern.startsWith("/");
    String path = anchored ? pattern.substring(1) : pattern;
    requireNames(field, rule, path);
    boolean wild = path.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    List<Part> parts;
    try {
      parts = wild ? new PatternParser(path).parts() : texts(path);
    } catch (IllegalArgumentException e) {
      throw wrong(field, rule, e.getMessage());
    }
    return new ExcludePattern(effect, anchored, directory, path.endsWith("***"), parts);
  }

  private static void requirePlain(String field, String rule) {
    if (rule.isBlank()) {
      throw new SpecException(field, "is empty; write a pattern, such as /cache/ or *.tmp");
    }
    if (rule.chars().anyMatch(Character::isISOControl)) {
      throw wrong(
          field,
          rule,
          "has a line break or another control character; write one pattern an entry, and `?` for"
              + " such a byte in a name");
    }
    if (rule.equals("!")) {
      throw wrong(
          field, rule, "would make rsync forget the patterns before it; leave those out instead");
    }
    if (rule.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new SpecException(field, "is longer than " + BYTES_MAX + " bytes; rsync takes no more");
    }
  }

  private static void requireNames(String field, String rule, String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw wrong(
            field,
            rule,
            "matches nothing, as no path has an empty name, `.` or `..`; write the path from the"
                + " top as /a/b");
      }
    }
  }

  /** Without a wildcard a backslash means itself. */
  private static List<Part> texts(String path) {
    List<Part> parts = new ArrayList<>();
    for (String name : path.split("/")) {
      if (!parts.isEmpty()) {
        parts.add(new Part.Text("/"));
      }
      parts.add(new Part.Text(name));
    }
    return parts;
  }

  private static SpecException wrong(String field, String rule, String problem) {
    return new SpecException(field, "is \"" + rule + "\", which " + problem);
  }

  /** What matches the directory too, where {@link #withDirectory} is said of a pattern with one. */
  public Optional<List<Part>> ownDirectory() {
    int last = parts.size() - 1;
    return withDirectory && last > 0 && parts.get(last - 1).equals(new Part.Text("/"))
        ? Optional.of(parts.subList(0, last - 1))
        : Optional.empty();
  }

  /** Whether it matches from the top, with a slash before it. */
  public boolean beginsWithAll() {
    return !anchored && parts.get(0) instanceof Part.All;
  }

  /** The patterns of a list, in order. */
  static void check(String field, List<String> rules) {
    for (int i = 0; i < rules.size(); i++) {
      read(field + "[" + i + "]", rules.get(i));
    }
  }
}
