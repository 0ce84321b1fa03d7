package io.jenkins.plugins.volumetransfer.jenkins.config;

import java.util.Optional;

/**
 * A field of the configuration that holds a whole number.
 *
 * @param name as in YAML
 * @param min the least that it may be
 * @param max the most
 * @param unit in the plural, for people
 */
record WholeNumber(String name, int min, int max, String unit) {
  private static final int DIGITS_MAX = 10;

  /** What is wrong with this text, and what to write instead; empty: nothing. */
  Optional<String> problem(String text) {
    String trimmed = text.strip();
    boolean number = trimmed.matches("-?\\d{1," + DIGITS_MAX + "}");
    if (number && Long.parseLong(trimmed) >= min && Long.parseLong(trimmed) <= max) {
      return Optional.empty();
    }
    return Optional.of(
        "`%s` is \"%s\"; write a whole number of %s, %s to %s"
            .formatted(name, trimmed, unit, min, max));
  }

  /**
   * The number itself.
   *
   * @throws IllegalArgumentException if it is out of bounds
   */
  int checked(int value) {
    problem(Integer.toString(value))
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    return value;
  }
}
