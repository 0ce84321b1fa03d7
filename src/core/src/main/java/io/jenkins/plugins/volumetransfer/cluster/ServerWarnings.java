package io.jenkins.plugins.volumetransfer.cluster;

import java.util.List;
import java.util.regex.Pattern;

/** An API server's remarks on a request that it grants: deprecated, not secure. */
final class ServerWarnings {
  /** {@code 299 - "text"}, and no other code (RFC 7234, section 5.5). */
  private static final Pattern WARNING =
      Pattern.compile("(?:^|,)\\s*299 \\S{1,100} \"((?:[^\"\\\\]|\\\\.){1,2000})\"");

  private ServerWarnings() {}

  /**
   * @param header one {@code Warning}; may have several in a row
   */
  static List<String> of(String header) {
    return WARNING
        .matcher(header)
        .results()
        .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
        .toList();
  }
}
