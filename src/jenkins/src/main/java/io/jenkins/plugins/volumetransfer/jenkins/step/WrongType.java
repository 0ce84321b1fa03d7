package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Arguments of another type than the field's, told as a Pipeline is written. Jenkins would name
 * Java's classes, or make 1 of 4294967297 without a word.
 */
final class WrongType {
  private static final int SHOWN_MAX = 200;

  private WrongType() {}

  /**
   * @throws IllegalArgumentException if the value is one that Jenkins would not bind, or bind as
   *     another; what it has types for that a Pipeline can't write passes
   */
  static void refuse(String path, Type type, Object value) {
    boolean scalar =
        value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    boolean written = scalar || value instanceof List || value instanceof Map;
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType all ? all.getRawType() : type);
    if (value != null && !written && raw != Object.class && !raw.isInstance(value)) {
      throw wrong(path, "is a " + value.getClass().getSimpleName() + ", which no field takes");
    }
    if (type == Integer.class && written && !isWhole(value)) {
      throw wrong(path, "is \"" + shown(value) + "\", not a whole number");
    }
    if (type == String.class && written && !(value instanceof CharSequence)) {
      throw wrong(
          path,
          scalar
              ? "is " + shown(value) + ", not a text; write '" + shown(value) + "'"
              : no("text", value));
    }
    if (type instanceof Class<?> option
        && Option.class.isAssignableFrom(option)
        && written
        && !(value instanceof Map)) {
      throw wrong(path, no("mapping", value) + "; write [" + first(option) + ": ...]");
    }
    if (type instanceof ParameterizedType generic && written) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Map.class && !(value instanceof Map)) {
        throw wrong(path, no("mapping", value) + "; write [NAME: 'VALUE']");
      }
      if (generic.getRawType() == List.class && !(value instanceof List)) {
        throw wrong(path, no("list", value) + "; write " + list(element, value));
      }
    }
  }

  /** As much of a value as a line can have. */
  static String shown(Object value) {
    String text = String.valueOf(value);
    return Excerpt.of(text.length() <= SHOWN_MAX ? text : text.substring(0, SHOWN_MAX - 1) + "…");
  }

  private static IllegalArgumentException wrong(String path, String problem) {
    return new IllegalArgumentException(path + " " + problem);
  }

  private static String no(String wanted, Object value) {
    String given =
        value instanceof Map
            ? "a mapping"
            : value instanceof List ? "a list" : "\"" + shown(value) + "\"";
    return "is " + given + ", not a " + wanted;
  }

  private static String list(Type element, Object value) {
    if (element instanceof Class<?> option && Option.class.isAssignableFrom(option)) {
      return "[["
          + first(option)
          + ": "
          + (value instanceof Map ? "..." : "'" + shown(value) + "'")
          + "]]";
    }
    return value instanceof Map ? "[TEXT, ...]" : "['" + shown(value) + "']";
  }

  /** What the constructor takes, else what says how to reach a cluster, which all begins with. */
  private static String first(Class<?> option) {
    Map<String, Type> known = Arguments.known(option);
    return Stream.of("from", "kubeconfigId")
        .filter(known::containsKey)
        .findFirst()
        .orElseGet(() -> known.keySet().iterator().next());
  }

  private static boolean isWhole(Object value) {
    try {
      new BigDecimal(String.valueOf(value).strip()).intValueExact();
      return true;
    } catch (ArithmeticException | NumberFormatException e) {
      return false;
    }
  }
}
