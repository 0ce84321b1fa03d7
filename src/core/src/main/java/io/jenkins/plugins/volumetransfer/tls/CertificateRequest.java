package io.jenkins.plugins.volumetransfer.tls;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the certificates of one run are to say.
 *
 * @param run the run's id, as it stands in the run's label: at most 63 of letters, digits, {@code -
 *     _ .}, a letter or digit at both ends. Becomes the OU of every subject.
 * @param clientName DNS name of the client's certificate, for {@code checkHost} on the server. It
 *     need not resolve.
 * @param serverName DNS name of the server's certificate, for {@code checkHost} on the client. It
 *     need not resolve, nor be the name that is dialled. Differs from {@code clientName}.
 * @param validity how long from now the certificates hold, between {@link #SHORTEST} and {@link
 *     #LONGEST}. TLS looks at it only when a connection opens, so it must cover every attempt, not
 *     the end of the last one.
 */
public record CertificateRequest(
    String run, String clientName, String serverName, Duration validity) {

  /** Less than this, and the pods may not have been scheduled when it is over. */
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  /** These keys lie in a Secret, and nothing can revoke them. */
  public static final Duration LONGEST = Duration.ofDays(31);

  /** A Kubernetes label value; 63 is below X.520's 64 for an organizational unit. */
  private static final Pattern RUN =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private static final int DNS_NAME_LENGTH_MAX = 253;
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /** RFC 1123. Without {@code *}: a wildcard would also match another run's name. */
  private static final Pattern DNS_NAME = Pattern.compile(DNS_LABEL + "(\\." + DNS_LABEL + ")*+");

  /**
   * @throws IllegalArgumentException naming the field and what to write instead
   */
  public CertificateRequest {
    Objects.requireNonNull(validity, "validity");
    if (!RUN.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "run: write at most 63 letters, digits, '-', '_' or '.', with a letter or digit at both"
              + " ends, instead of '"
              + run
              + "'");
    }
    requireDnsName("clientName", clientName);
    requireDnsName("serverName", serverName);
    if (clientName.equals(serverName)) {
      throw new IllegalArgumentException(
          "clientName: must differ from serverName, or either side could pass for the other: '"
              + clientName
              + "'");
    }
    if (validity.compareTo(SHORTEST) < 0 || validity.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "validity: must be from " + SHORTEST + " to " + LONGEST + ", not " + validity);
    }
  }

  private static void requireDnsName(String field, String name) {
    if (name.length() > DNS_NAME_LENGTH_MAX || !DNS_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s: write a DNS name in lower case, at most 253 characters, without '*', instead of '%s'"
              .formatted(field, name));
    }
  }
}
