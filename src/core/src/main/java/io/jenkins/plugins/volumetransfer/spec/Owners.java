package io.jenkins.plugins.volumetransfer.spec;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who owns at the destination what another owns at the source (rsync(1), {@code --usermap} and
 * {@code --groupmap}).
 *
 * @param users from a number, or {@link #ANY}, to a number; who is not in here stays as he is
 * @param groups the same
 */
public record Owners(Map<String, String> users, Map<String, String> groups) {
  /** All that are not named; it counts last. */
  public static final String ANY = "*";

  static final Owners SAME = new Owners(Map.of(), Map.of());

  public Owners {
    users = anyLast(users);
    groups = anyLast(groups);
  }

  public boolean same() {
    return users.isEmpty() && groups.isEmpty();
  }

  /**
   * As a range: rsync's own {@code *} is a pattern of names, and older versions find that it does
   * not match those who have none, as nobody has with {@code --numeric-ids}.
   */
  private static final String ALL = "0-4294967294";

  /** As rsync takes it: {@code 1000:2000,0-4294967294:65534}; empty: nothing is mapped. */
  public static Optional<String> argument(Map<String, String> map) {
    return Optional.of(
            map.entrySet().stream()
                .map(
                    each ->
                        (each.getKey().equals(ANY) ? ALL : each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",")))
        .filter(text -> !text.isEmpty());
  }

  /** rsync takes the first that matches. */
  private static Map<String, String> anyLast(Map<String, String> map) {
    Map<String, String> sorted = new LinkedHashMap<>();
    map.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, String>, Boolean>comparing(
                    each -> each.getKey().equals(ANY))
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}
