package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.jenkins.plugins.volumetransfer.cluster.ClientKey;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/** What the client is given: complete, and readable, so that it is no use to try. */
final class ClientConfig {
  private ClientConfig() {}

  /**
   * For an API server and what a credential has become.
   *
   * @throws ClusterException naming the field or the credential that can't be used
   */
  static Config of(Access.Server access, KubernetesAuth auth) {
    ConfigBuilder builder = new ConfigBuilder(Config.empty()).withMasterUrl(access.url());
    if (!access.caCertificate().isBlank()) {
      builder.withCaCertData(authority(access.caCertificate()));
    }
    try {
      return closed(
          access.id(),
          auth.decorate(
              builder, new KubernetesAuthConfig(access.url(), access.caCertificate(), false)));
    } catch (KubernetesAuthException e) {
      throw unusable(access.id(), e);
    } catch (ClusterException e) {
      throw e;
    } catch (RuntimeException e) {
      // A store of certificates that is empty, or has no key for its first one.
      throw unusable(access.id(), e);
    }
  }

  /**
   * Without this the client would read the controller's own environment and kubeconfig too.
   *
   * @throws ClusterException if it has certificates or keys that are none
   */
  static Config closed(String credential, ConfigBuilder builder) {
    Config config = builder.withAutoConfigure(false).build();
    // As it was pasted, with its line's end; a header takes none.
    config.setOauthToken(stripped(config.getOauthToken()));
    config.setAutoOAuthToken(stripped(config.getAutoOAuthToken()));
    config.setClientKeyAlgo(ClientKey.algorithm(config));
    try {
      SSLUtils.keyManagers(config);
      SSLUtils.trustManagers(config);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw Refused.because(
          "credential "
              + credential
              + " has a certificate or key that can't be read: "
              + Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
    }
    return config;
  }

  private static String authority(String pem) {
    byte[] bytes = pem.strip().getBytes(StandardCharsets.UTF_8);
    try {
      CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw Refused.because(
          "caCertificate is no certificate in PEM; write its text, from -----BEGIN CERTIFICATE----- to"
              + " -----END CERTIFICATE-----");
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static ClusterException unusable(String credential, Exception why) {
    return Refused.because(
        "credential "
            + credential
            + " can't be used; look whether it has what its kind needs, such as a certificate with"
            + " its key"
            + Optional.ofNullable(why.getMessage()).map(message -> ": " + message).orElse(""));
  }

  /** Null as it is: so the client has it where there is none. */
  private static String stripped(String token) {
    return token == null ? null : token.strip();
  }
}
