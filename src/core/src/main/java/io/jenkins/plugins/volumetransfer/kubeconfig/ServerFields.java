package io.jenkins.plugins.volumetransfer.kubeconfig;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server and its user by fields of their own, where there is no kubeconfig; read as if they stood
 * in one. Secrets.
 *
 * @param caCertificate PEM; blank: what Java trusts
 * @param certificate in base64, as in a kubeconfig
 * @param key in base64
 */
public record ServerFields(
    String url,
    String caCertificate,
    Optional<String> token,
    Optional<String> username,
    Optional<String> password,
    Optional<String> certificate,
    Optional<String> key) {

  /**
   * @throws AccessException naming what can't be taken
   */
  public ServerAccess access() {
    KubeconfigFile none = KubeconfigFile.ofText("", "{}");
    try {
      Trust trust =
          caCertificate.isBlank()
              ? new Trust.OfJava()
              : new Trust.Authorities(
                  Pem.certificates(
                      "caCertificate", caCertificate.getBytes(StandardCharsets.UTF_8)));
      ClusterEntry server =
          ClusterEntry.read(
              none,
              fields(JsonNodeFactory.instance.objectNode().put("server", url)),
              Optional.empty());
      UserEntry user = UserEntry.read(none, fields(user()), server, Optional.empty());
      return ServerAccess.of(server.server(), trust, server.route(), user.credentials());
    } catch (SpecException e) {
      throw new AccessException(e.getMessage());
    }
  }

  private ObjectNode user() {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    token.ifPresent(value -> user.put("token", value));
    username.ifPresent(value -> user.put("username", value));
    password.ifPresent(value -> user.put("password", value));
    certificate.ifPresent(value -> user.put("client-certificate-data", value));
    key.ifPresent(value -> user.put("client-key-data", value));
    return user;
  }

  private static Fields fields(ObjectNode node) {
    return Fields.of("", node, Fields.Values.SECRET);
  }

  @Override
  public String toString() {
    return "fields for " + url;
  }
}
