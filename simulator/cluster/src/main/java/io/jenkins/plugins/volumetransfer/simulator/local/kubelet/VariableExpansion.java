package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.util.Map;

/**
 * The replacement of {@code $(NAME)} in commands, arguments and environment values, exactly as
 * Kubernetes does it (its package {@code third_party/forked/golang/expansion}): {@code $$} becomes
 * {@code $}, an unknown name stays as it is, and so does everything else.
 */
final class VariableExpansion {

  private VariableExpansion() {}

  static String expand(String text, Map<String, String> variables) {
    StringBuilder result = new StringBuilder(text.length());
    int cursor = 0;
    while (cursor < text.length()) {
      char current = text.charAt(cursor);
      if (current != '$' || cursor + 1 == text.length()) {
        result.append(current);
        cursor++;
        continue;
      }
      char next = text.charAt(cursor + 1);
      int close = next == '(' ? text.indexOf(')', cursor + 2) : -1;
      if (close >= 0) {
        String name = text.substring(cursor + 2, close);
        result.append(variables.getOrDefault(name, "$(" + name + ")"));
        cursor = close + 1;
      } else {
        result.append(next == '$' ? "$" : "$" + next);
        cursor += 2;
      }
    }
    return result.toString();
  }
}
