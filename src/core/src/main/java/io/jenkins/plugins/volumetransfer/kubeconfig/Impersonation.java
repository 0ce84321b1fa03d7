package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whom the owner of the credentials acts for: the server gives that user's rights.
 *
 * @param extra by their keys, as written
 */
public record Impersonation(
    String user, Optional<String> uid, List<String> groups, Map<String, List<String>> extra) {
  /** A header of each request. */
  public record Header(String name, String value) {}

  private static final String LEGAL_IN_NAMES =
      "!#$&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** The fields {@code as}, {@code as-uid}, {@code as-groups} and {@code as-user-extra}. */
  static Optional<Impersonation> read(Fields user) {
    Optional<String> name = Texts.of(user, "as");
    Optional<String> uid = Texts.of(user, "as-uid");
    List<String> groups = user.texts("as-groups");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    user.mapping("as-user-extra")
        .ifPresent(all -> all.names().forEach(key -> extra.put(key, all.texts(key))));
    if (name.isEmpty()) {
      String lonely = uid.isPresent() ? "as-uid" : groups.isEmpty() ? "as-user-extra" : "as-groups";
      if (uid.isPresent() || !groups.isEmpty() || !extra.isEmpty()) {
        throw user.wrong(lonely, "needs `as` beside it, the name of the user");
      }
      return Optional.empty();
    }
    Impersonation whole = new Impersonation(name.get(), uid, groups, extra);
    for (Header header : whole.headers()) {
      if (header.value().chars().anyMatch(c -> Character.isISOControl(c))) {
        throw user.wrong("as", "or a field of it has a control character");
      }
    }
    return Optional.of(whole);
  }

  public List<Header> headers() {
    List<Header> all = new ArrayList<>();
    all.add(new Header("Impersonate-User", user));
    uid.ifPresent(value -> all.add(new Header("Impersonate-Uid", value)));
    groups.forEach(group -> all.add(new Header("Impersonate-Group", group)));
    extra.forEach(
        (key, values) ->
            values.forEach(
                value -> all.add(new Header("Impersonate-Extra-" + escaped(key), value))));
    return all;
  }

  /** By percent signs, as client-go does it and the server undoes it. */
  private static String escaped(String key) {
    StringBuilder all = new StringBuilder();
    for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
      if (LEGAL_IN_NAMES.indexOf(one) >= 0) {
        all.append((char) one);
      } else {
        all.append('%').append(String.format(Locale.ROOT, "%02X", one & 0xff));
      }
    }
    return all.toString();
  }
}
