package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that a script in Jenkins' sandbox may use, and that a build can save. */
final class PlainValues {

  private static final Set<Class<?>> PLAIN =
      Set.of(String.class, Integer.class, Long.class, Double.class, Boolean.class);
  private static final Set<Class<?>> COLLECTIONS = Set.of(ArrayList.class, LinkedHashMap.class);

  private PlainValues() {}

  /**
   * The same value.
   *
   * @throws IllegalStateException when it, or anything in it, is neither text, number, truth value,
   *     list nor map
   */
  static Object checked(String step, Object value) {
    boolean plain =
        value == null || PLAIN.contains(value.getClass()) || COLLECTIONS.contains(value.getClass());
    if (!plain) {
      throw new IllegalStateException(
          "step %s returns a %s, which a script in the sandbox can't use"
              .formatted(step, value.getClass().getName()));
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> checked(step, each));
    }
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            checked(step, key);
            checked(step, each);
          });
    }
    return value;
  }
}
