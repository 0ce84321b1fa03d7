package io.jenkins.plugins.volumetransfer.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of the spec: what it is called, what it takes, what it does. Every face is made from
 * it. Other fields stand in its words as <code>{name}</code>, for each face to say in its own way.
 *
 * @param name within its mapping
 * @param title a few words, for a form
 * @param sentence what it does, without its default
 * @param more what else is worth knowing; empty: nothing
 * @param otherwise what is taken if it is not written, where the type has no value for that
 * @param chapter of {@code docs/spec.md} that tells all of it; empty: none
 * @param flags of the command line, the first to be shown; empty: made from its path
 * @param lacking faces that do not have it, and why
 * @param <T> what is read
 */
public record SpecField<T>(
    String name,
    FieldType<T> type,
    String title,
    String sentence,
    String more,
    Optional<String> otherwise,
    String chapter,
    List<String> flags,
    Map<Face, String> lacking) {

  private static final Pattern REFERENCE = Pattern.compile("\\{([A-Za-z.]+)}");

  /** Where users write fields, beside the spec itself. */
  public enum Face {
    COMMAND_LINE,
    JENKINS,
    TEKTON
  }

  public SpecField {
    flags = List.copyOf(flags);
    lacking = Map.copyOf(lacking);
  }

  static <T> SpecField<T> of(String name, FieldType<T> type, String title, String sentence) {
    return new SpecField<>(
        name, type, title, sentence, "", Optional.empty(), "", List.of(), Map.of());
  }

  SpecField<T> more(String words) {
    return new SpecField<>(name, type, title, sentence, words, otherwise, chapter, flags, lacking);
  }

  /** Its default in words, such as "that of the source". */
  SpecField<T> otherwise(String words) {
    return new SpecField<>(
        name, type, title, sentence, more, Optional.of(words), chapter, flags, lacking);
  }

  SpecField<T> chapter(String anchor) {
    return new SpecField<>(name, type, title, sentence, more, otherwise, anchor, flags, lacking);
  }

  SpecField<T> flags(String... names) {
    return new SpecField<>(
        name, type, title, sentence, more, otherwise, chapter, List.of(names), lacking);
  }

  SpecField<T> notOn(Face face, String why) {
    Map<Face, String> all = new EnumMap<>(Face.class);
    all.putAll(lacking);
    all.put(face, why);
    return new SpecField<>(name, type, title, sentence, more, otherwise, chapter, flags, all);
  }

  /**
   * What it does, in one or more sentences.
   *
   * @param say a field that it speaks of, by its path, as the face calls it
   */
  public String words(UnaryOperator<String> say) {
    return REFERENCE
        .matcher(more.isEmpty() ? sentence : sentence + " " + more)
        .replaceAll(found -> Matcher.quoteReplacement(say.apply(found.group(1))));
  }

  /** What is taken if it is not written, in words; empty: nothing is. */
  public Optional<String> fallback() {
    return otherwise.or(type::fallback);
  }

  public boolean isOn(Face face) {
    return !lacking.containsKey(face);
  }
}
