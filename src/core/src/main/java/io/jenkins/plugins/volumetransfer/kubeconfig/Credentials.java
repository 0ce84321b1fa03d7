package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What shows an API server who asks. Safe for threads; may read a file, or wait for a program that
 * logs in.
 */
public interface Credentials {
  /**
   * What is shown with one request.
   *
   * @param authorization value of the header; a secret
   */
  record Shown(Optional<String> authorization, Optional<ClientIdentity> certificate) {
    static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "credentials that are not shown";
    }
  }

  /**
   * @throws AccessException if it can't be had
   */
  Shown current();

  /**
   * After the server did not take what it was shown (401): whether there is something else now.
   *
   * @throws AccessException if it can't be had
   */
  default boolean renew(Shown refused) {
    return !current().equals(refused);
  }

  /** Whether the certificate may be another one later: then no connection may outlive it. */
  default boolean certificateChanges() {
    return false;
  }

  /** What never changes. */
  static Credentials of(Shown shown) {
    return () -> shown;
  }

  /** A token or a user's name and password, as a header. */
  final class Authorization {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private Authorization() {}

    static String bearer(String field, String token) {
      String stripped = token.strip();
      if (!TOKEN.matcher(stripped).matches()) {
        throw new SpecException(
            field,
            stripped.isEmpty()
                ? "is empty; write the token"
                : "has a character that no token has, such as a space or line break");
      }
      return "Bearer " + stripped;
    }

    static String basic(String user, String password) {
      return "Basic "
          + Base64.getEncoder()
              .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
  }
}
