package io.jenkins.plugins.volumetransfer.manifest;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a run, in labels and in the names of everything it makes.
 *
 * @param value a DNS label of 1 to 12 characters that starts with a letter
 */
public record RunId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,10}[a-z0-9])?");
  // No vowels: a random id never reads as a word.
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz";
  private static final String LETTERS_AND_DIGITS = LETTERS + "2456789";

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a run id is 1 to 12 lower-case letters, digits or `-`, a letter first: " + value);
    }
  }

  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** A new one: 8 characters, 2 x 10^11 possibilities. */
  public static RunId random(RandomGenerator random) {
    StringBuilder id = new StringBuilder();
    id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    while (id.length() < 8) {
      id.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return new RunId(id.toString());
  }

  /**
   * The one that belongs to a text, such as the uid of what the run is made for: always the same
   * for the same text. A letter, and 44 bits of its SHA-256: two texts have the same one with a
   * probability of 6 x 10^-14.
   */
  public static RunId of(String text) {
    return new RunId("k" + Names.hash(text, 11));
  }

  @Override
  public String toString() {
    return value;
  }
}
