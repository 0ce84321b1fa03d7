package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the help of each field of the catalogue to where Jenkins looks for it, while the plugin is
 * built. A help that stands among the sources wins.
 */
public final class HelpFiles {
  /** What an administrator sets for all builds. */
  static final Set<String> OF_THE_SYSTEM =
      Set.of(
          "image",
          "timeoutSeconds",
          "tunnelTimeoutSeconds",
          "podStartTimeoutSeconds",
          "noProgressTimeoutSeconds");

  private HelpFiles() {}

  /**
   * @param arguments the folders of the resources: of the sources, and of what is built
   */
  public static void main(String[] arguments) throws IOException {
    for (Class<?> type : KnownFields.classes()) {
      for (SpecField<?> field : KnownFields.of(type)) {
        if (!isWritten(Path.of(arguments[0]), type, field.name())) {
          Path file = file(Path.of(arguments[1]), type, field.name());
          Files.createDirectories(file.getParent());
          Files.writeString(file, html(field));
        }
      }
    }
  }

  private static boolean isWritten(Path sources, Class<?> type, String name) {
    return type != null
        && (Files.exists(file(sources, type, name))
            || isWritten(sources, type.getSuperclass(), name));
  }

  private static Path file(Path folder, Class<?> type, String name) {
    return folder.resolve(type.getName().replace('.', '/')).resolve("help-" + name + ".html");
  }

  static String html(SpecField<?> field) {
    StringBuilder help = new StringBuilder(markup(field.words(name -> "`" + name + "`")));
    bounds(field.type()).ifPresent(bounds -> help.append(" ").append(bounds));
    fallback(field).ifPresent(fallback -> help.append(" ").append(fallback));
    return "<div>" + help + "</div>\n";
  }

  /** Those that somebody wants to know. */
  private static Optional<String> bounds(FieldType<?> type) {
    if (type instanceof FieldType.Number number) {
      return bounds(number.min(), number.max());
    }
    return type instanceof FieldType.Seconds seconds
        ? bounds(seconds.min(), seconds.max())
        : Optional.empty();
  }

  private static Optional<String> bounds(long min, long max) {
    return max < Integer.MAX_VALUE
        ? Optional.of("From " + min + " to " + max + ".")
        : Optional.empty();
  }

  private static Optional<String> fallback(SpecField<?> field) {
    if (OF_THE_SYSTEM.contains(field.name())) {
      return Optional.of("Default: that of the system's configuration.");
    }
    return field
        .fallback()
        .map(
            words ->
                words.startsWith("required")
                    ? "R" + markup(words.substring(1)) + "."
                    : "Default: "
                        + markup(field.otherwise().isPresent() ? words : "`" + words + "`")
                        + ".");
  }

  /** Code in backticks, as in Markdown. */
  private static String markup(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("`([^`]+)`", "<code>$1</code>");
  }
}
