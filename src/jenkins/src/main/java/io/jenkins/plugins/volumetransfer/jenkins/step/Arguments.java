package io.jenkins.plugins.volumetransfer.jenkins.step;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * What a Pipeline gives a step, before Jenkins binds it. Jenkins itself only warns of a name that
 * it does not know, takes every text but "true" for false, and cuts numbers to what fits: {@code
 * verfy: true} would copy without verification.
 */
final class Arguments {
  private static final int NEAR = 3;
  private static final String NO_MAPPING = " is \"%s\", not a mapping; write [NAME: 'VALUE']";

  private Arguments() {}

  /**
   * The same, with names of choices in upper case.
   *
   * @param type the step, or an option within it
   * @param given as the Pipeline has it
   * @throws IllegalArgumentException with the first argument that is wrong
   */
  static Map<String, Object> checked(Class<?> type, Map<String, Object> given) {
    return checked("", type, given);
  }

  /**
   * What a field takes that is a map. Jenkins binds any object to it, as its reference of the steps
   * knows no maps: in the place of the type it would print an exception.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Object map(String name, Object value) {
    if (value == null || value instanceof Map) {
      return plain(value);
    }
    throw new IllegalArgumentException(name + NO_MAPPING.formatted(WrongType.shown(value)));
  }

  private static Map<String, Object> checked(String path, Class<?> type, Map<?, ?> given) {
    Map<String, Type> known = known(type);
    Map<String, Object> checked = new LinkedHashMap<>();
    given.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          // How Jenkins writes the type itself.
          boolean ofJenkins = name.startsWith("$");
          if (!ofJenkins && !known.containsKey(name)) {
            throw new IllegalArgumentException(
                path + WrongType.shown(name) + " is not a field" + near(name, known));
          }
          checked.put(name, ofJenkins ? value : checked(path + name, known.get(name), value));
        });
    return checked;
  }

  private static Object checked(String path, Type type, Object given) {
    Object value = plain(given);
    WrongType.refuse(path, type, value);
    if (type == Boolean.class && !List.of("true", "false").contains(String.valueOf(value))) {
      throw new IllegalArgumentException(
          path + " is \"" + WrongType.shown(value) + "\", not true or false");
    }
    if (type == Object.class) {
      return map(path, value);
    }
    if (type instanceof Class<?> choice && choice.isEnum() && value instanceof CharSequence text) {
      return choice(path, choice, text.toString());
    }
    if (type instanceof Class<?> option
        && Option.class.isAssignableFrom(option)
        && value instanceof Map<?, ?> fields) {
      return checked(path + ".", option, fields);
    }
    if (type instanceof ParameterizedType list && value instanceof List<?> all) {
      Type element = list.getActualTypeArguments()[0];
      return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
          .map(i -> checked(path + "[" + i + "]", element, all.get(i)))
          .toList();
    }
    return value;
  }

  /**
   * Groovy has more kinds of texts and lists than Jenkins binds, and Jenkins saves no immutable
   * maps and lists of Java (JEP-200).
   */
  private static Object plain(Object value) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Object[] all) {
      return plain(Arrays.asList(all));
    }
    if (value instanceof Collection<?> all) {
      List<Object> copy = new ArrayList<>();
      all.forEach(each -> copy.add(plain(each)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
      return copy;
    }
    return value;
  }

  private static String choice(String path, Class<?> type, String text) {
    String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    if (!names.contains(wanted)) {
      throw new IllegalArgumentException(
          path + " is \"" + WrongType.shown(text) + "\"; write one of " + String.join(", ", names));
    }
    return wanted;
  }

  /** The fields of a step or an option, in its own order. */
  static Map<String, Type> known(Class<?> type) {
    Map<String, Type> known = new LinkedHashMap<>();
    WrittenFields.of(type).forEach(field -> known.put(field.getName(), field.getGenericType()));
    return known;
  }

  private static String near(String name, Map<String, Type> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.keySet().stream()
        .filter(each -> distance.apply(each, name) <= NEAR)
        .min((a, b) -> Integer.compare(distance.apply(a, name), distance.apply(b, name)))
        .map(best -> "; did you mean " + best + "?")
        .orElse("; the fields here are " + String.join(", ", known.keySet()));
  }
}
