package io.jenkins.plugins.volumetransfer.standin;

import java.util.Map;

/** What makes a step of the arguments of a Pipeline: Groovy's rules, which only tests have. */
public interface DataBinding {
  <T> T bind(Class<T> type, Map<String, Object> arguments);

  /** Who does it. */
  final class Bound {
    private static volatile DataBinding by;

    private Bound() {}

    public static void by(DataBinding binding) {
      by = binding;
    }

    public static <T> T instance(Class<T> type, Map<String, Object> arguments) {
      return by.bind(type, arguments);
    }
  }
}
