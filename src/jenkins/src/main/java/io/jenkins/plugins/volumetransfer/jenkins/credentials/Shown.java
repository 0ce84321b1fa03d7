package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.kubeconfig.AccessException;
import io.jenkins.plugins.volumetransfer.kubeconfig.Kubeconfig;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerFields;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthException;

/**
 * A cluster that a build has shown a credential for.
 *
 * @param secrets all that was shown
 */
record Shown(ServerAccess server, String secrets) {
  /**
   * Of a kubeconfig, which neither reads files of the controller nor runs programs on it.
   *
   * @throws ClusterException naming the field that can't be taken
   */
  static Shown of(CredentialAccess.Kubeconfig access, String text) {
    try {
      return new Shown(
          Kubeconfig.of("the kubeconfig of credential " + access.id(), text)
              .accessWithin(access.context()),
          access.context().orElse("") + "\n" + text);
    } catch (AccessException e) {
      throw Refused.because(
          e.getMessage()
              + " (on Jenkins a kubeconfig carries all it needs, as `kubectl config view --raw"
              + " --flatten --minify` writes it)");
    }
  }

  /**
   * Of an API server and what a credential has become.
   *
   * @throws ClusterException naming the field or the credential that can't be used
   */
  static Shown of(CredentialAccess.Server access, KubernetesAuth auth) {
    Config config;
    try {
      config =
          auth.decorate(
                  new ConfigBuilder(Config.empty()).withMasterUrl(access.url()),
                  new KubernetesAuthConfig(access.url(), access.caCertificate(), false))
              .withAutoConfigure(false)
              .build();
    } catch (KubernetesAuthException | RuntimeException e) {
      // Also a store of certificates that is empty, or has no key for its first one.
      throw Refused.because(
          "credential "
              + access.id()
              + " can't be used; look whether it has what its kind needs, such as a certificate"
              + " with its key"
              + Optional.ofNullable(e.getMessage()).map(message -> ": " + message).orElse(""));
    }
    try {
      ServerFields fields =
          new ServerFields(
              access.url(),
              access.caCertificate(),
              Optional.ofNullable(config.getOauthToken())
                  .or(() -> Optional.ofNullable(config.getAutoOAuthToken())),
              Optional.ofNullable(config.getUsername()),
              Optional.ofNullable(config.getPassword()),
              Optional.ofNullable(config.getClientCertData()),
              Optional.ofNullable(config.getClientKeyData()));
      return new Shown(
          fields.access(),
          Stream.of(
                  fields.token(),
                  fields.username(),
                  fields.password(),
                  fields.certificate(),
                  fields.key())
              .map(value -> value.orElse(""))
              .collect(Collectors.joining("\n", access.url() + access.caCertificate(), "")));
    } catch (AccessException e) {
      throw Refused.because("credential " + access.id() + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "credential for " + server.server();
  }
}
