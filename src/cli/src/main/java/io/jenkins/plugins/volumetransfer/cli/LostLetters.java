package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments that are not what was typed. A JVM decodes them by the locale, and no program can undo
 * that: in the POSIX locale each byte of an `ü` becomes the same sign. The launcher sets a locale
 * that loses nothing; without it, nothing but ASCII is taken.
 */
final class LostLetters {
  /** Those that name a file, or end up in a cluster. */
  private static final List<String> VARIABLES =
      List.of("KUBECONFIG", "VOLUME_TRANSFER_OWNER", "VOLUME_TRANSFER_RUN_KEY");

  private LostLetters() {}

  /**
   * @param encoding by which this JVM decodes arguments and the names of files: {@code
   *     sun.jnu.encoding}
   * @return what is wrong with the first text that may have been changed
   */
  static Optional<String> find(
      String encoding, Map<String, String> variables, String... arguments) {
    boolean faithful = encoding.equalsIgnoreCase("UTF-8");
    for (int i = 0; i < arguments.length; i++) {
      if (isLost(arguments[i], faithful)) {
        return Optional.of(sentence("argument " + (i + 1), arguments[i], encoding, faithful));
      }
    }
    return VARIABLES.stream()
        .filter(name -> isLost(variables.getOrDefault(name, ""), faithful))
        .map(name -> sentence("the variable " + name, variables.get(name), encoding, faithful))
        .findFirst();
  }

  private static boolean isLost(String text, boolean faithful) {
    return faithful ? !PlainText.isWhole(text) : text.chars().anyMatch(c -> c > 0x7f);
  }

  private static String sentence(String what, String text, String encoding, boolean faithful) {
    return what
        + " (\""
        + PlainText.visible(text)
        + "\") "
        + (faithful
            ? "is not UTF-8; write it in UTF-8"
            : "has letters that Java reads as "
                + encoding
                + "; start bin/volume-transfer, or set LC_ALL to a locale in UTF-8, such as"
                + " C.UTF-8");
  }
}
