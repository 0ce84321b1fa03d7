package io.jenkins.plugins.volumetransfer.jenkins.check;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokenSource;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/**
 * Credentials, and what kubernetes-credentials 207 makes of them: read in its sources, {@code
 * auth.impl} and {@code tokensource}.
 */
final class KubernetesCredentials {
  private KubernetesCredentials() {}

  static List<AuthenticationTokenSource<?, ?>> sources() {
    return List.of(new TokenSource(), new PasswordSource(), new KeystoreSource());
  }

  /** What all have. */
  interface Plain extends StandardCredentials {
    String id();

    @Override
    default String getId() {
      return id();
    }

    @Override
    default String getDescription() {
      return "";
    }
  }

  record Token(String id, String secret) implements Plain {}

  record Password(String id, String user, String secret) implements Plain {}

  record ClientCertificate(String id, KeyStore store, String secret) implements Plain {}

  /** One that Kubernetes does not take. */
  record SshKey(String id) implements Plain {}

  private static final class TokenSource extends AuthenticationTokenSource<TokenAuth, Token> {
    TokenSource() {
      super(TokenAuth.class, Token.class);
    }

    @Override
    public TokenAuth convert(Token credential) {
      return new TokenAuth(credential.secret());
    }
  }

  private record TokenAuth(String token) implements KubernetesAuth {
    @Override
    public ConfigBuilder decorate(ConfigBuilder builder, KubernetesAuthConfig config) {
      return builder.withOauthToken(token);
    }
  }

  private static final class PasswordSource
      extends AuthenticationTokenSource<KubernetesAuth, Password> {
    PasswordSource() {
      super(KubernetesAuth.class, Password.class);
    }

    @Override
    public KubernetesAuth convert(Password credential) {
      return new PasswordAuth(credential.user(), credential.secret());
    }
  }

  private record PasswordAuth(String user, String secret) implements KubernetesAuth {
    @Override
    public ConfigBuilder decorate(ConfigBuilder builder, KubernetesAuthConfig config) {
      return builder.withUsername(user).withPassword(secret);
    }
  }

  private static final class KeystoreSource
      extends AuthenticationTokenSource<KeystoreAuth, ClientCertificate> {
    KeystoreSource() {
      super(KeystoreAuth.class, ClientCertificate.class);
    }

    @Override
    public KeystoreAuth convert(ClientCertificate credential) {
      return new KeystoreAuth(credential.store(), credential.secret());
    }
  }

  /** An empty store gives a NoSuchElementException, one without a key a NullPointerException. */
  private record KeystoreAuth(KeyStore store, String secret) implements KubernetesAuth {
    @Override
    public ConfigBuilder decorate(ConfigBuilder builder, KubernetesAuthConfig config)
        throws KubernetesAuthException {
      try {
        String alias = store.aliases().nextElement();
        Key key = store.getKey(alias, secret.toCharArray());
        return builder
            .withClientCertData(pem("CERTIFICATE", store.getCertificate(alias).getEncoded()))
            .withClientKeyData(pem("PRIVATE KEY", key.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new KubernetesAuthException(e.getMessage());
      }
    }

    private static String pem(String kind, byte[] der) {
      String text =
          "-----BEGIN %s-----\n%s\n-----END %s-----"
              .formatted(kind, Base64.getEncoder().encodeToString(der), kind);
      return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
