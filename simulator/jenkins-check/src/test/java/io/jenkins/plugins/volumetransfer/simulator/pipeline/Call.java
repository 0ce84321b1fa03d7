package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step as a script calls it.
 *
 * @param named its named arguments; strings are plain, also nested ones
 * @param positional its other arguments
 * @param body the block behind it
 */
record Call(
    String name, Map<String, Object> named, List<Object> positional, Optional<Closure<?>> body) {

  static Call of(String name, Object[] arguments) {
    Map<String, Object> named = new LinkedHashMap<>();
    List<Object> positional = new ArrayList<>();
    Optional<Closure<?>> body = Optional.empty();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Closure<?> closure && i == arguments.length - 1) {
        body = Optional.of(closure);
      } else if (arguments[i] instanceof Map<?, ?> map) {
        map.forEach((key, value) -> named.put(key.toString(), plain(value)));
      } else {
        positional.add(plain(arguments[i]));
      }
    }
    return new Call(name, named, positional, body);
  }

  /** The argument of that name, or the only one if it has no name. */
  Optional<Object> argument(String key) {
    return named.containsKey(key)
        ? Optional.ofNullable(named.get(key))
        : positional.stream().findFirst();
  }

  /** The same, of a type. */
  <T> T argument(String key, Class<T> type) {
    Object value =
        argument(key)
            .orElseThrow(
                () -> new IllegalArgumentException("step " + name + " needs an argument " + key));
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s of step %s is %s and not a %s"
              .formatted(key, name, value.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(value);
  }

  boolean isSet(String flag) {
    return Boolean.TRUE.equals(named.get(flag));
  }

  private static Object plain(Object value) {
    if (value instanceof GString text) {
      return text.toString();
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(plain(each)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, each) -> plain.put(plain(key), plain(each)));
      return plain;
    }
    return value;
  }
}
