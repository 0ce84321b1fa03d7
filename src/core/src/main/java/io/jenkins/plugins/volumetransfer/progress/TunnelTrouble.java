package io.jenkins.plugins.volumetransfer.progress;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a line of stunnel's log says about a connection that did not come about. The texts are those
 * of stunnel 5.68 with OpenSSL 3.0; {@code TunnelTroubleTest} has the lines as they were seen.
 */
public enum TunnelTrouble {
  REFUSED("connect .*: Connection refused"),
  NO_ROUTE("connect .*: (?:Network is unreachable|No route to host)"),
  TIMED_OUT("TIMEOUTconnect exceeded|connect .*: Connection timed out"),
  NO_SUCH_HOST("Error resolving|No remote host resolved"),
  /** This end refuses the certificate of the other. */
  CERTIFICATE_REFUSED(
      "Rejected by CERT|certificate verify failed|peer did not return a certificate"),
  /** The other end refuses the certificate of this one, as far as its alert tells. */
  CERTIFICATE_REFUSED_BY_PEER(
      "alert (?:unknown ca|bad certificate|(?:un)?supported certificate|certificate \\w+"
          + "|unknown certificate|access denied|handshake failure)"),
  TLS_VERSION("unsupported protocol|alert protocol version"),
  /** What answers there speaks something else, or hangs up. */
  NOT_TLS("wrong version number|http request|unexpected eof while reading");

  /** A line, and what it says. */
  public record Told(TunnelTrouble trouble, String line) {}

  private static final Pattern LEVEL = Pattern.compile("^.*?LOG\\d\\[[^]]*]: ");

  private final Pattern pattern;

  TunnelTrouble(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /** Of the last line that tells one. */
  public static Optional<Told> last(List<String> log) {
    for (int i = log.size() - 1; i >= 0; i--) {
      Optional<Told> told = of(log.get(i));
      if (told.isPresent()) {
        return told;
      }
    }
    return Optional.empty();
  }

  static Optional<Told> of(String line) {
    return Stream.of(values())
        .filter(trouble -> trouble.pattern.matcher(line).find())
        .findFirst()
        .map(trouble -> new Told(trouble, LEVEL.matcher(line).replaceFirst("").strip()));
  }
}
