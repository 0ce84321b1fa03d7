package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets through only kubeconfigs that carry all they need. fabric8 runs an {@code exec} command at
 * once and reads files that are named, both on the controller: a credential would be a shell.
 *
 * <p>Only fields known to be harmless pass, so one that a later client obeys does not. The client
 * gets the vetted tree written anew, not the text: it can't be read differently.
 */
final class KubeconfigVetting {
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          "cluster",
          Set.of(
              "server",
              "certificate-authority-data",
              "insecure-skip-tls-verify",
              "tls-server-name",
              "proxy-url",
              "disable-compression"),
          "user",
          Set.of("token", "username", "password", "client-certificate-data", "client-key-data"),
          "context",
          Set.of("cluster", "user", "namespace"));

  private static final Map<String, String> INSTEAD =
      Map.of(
          "certificate-authority", "certificate-authority-data",
          "client-certificate", "client-certificate-data",
          "client-key", "client-key-data",
          "tokenFile", "token");

  private final String credential;

  private KubeconfigVetting(String credential) {
    this.credential = credential;
  }

  /**
   * The same kubeconfig, as JSON.
   *
   * @param credential its id, for messages
   * @param context to be the current one; empty: that of the kubeconfig
   * @throws ClusterException if anything in it reaches outside of it; nothing was run or read
   */
  static String vetted(String credential, String kubeconfig, Optional<String> context) {
    return new KubeconfigVetting(credential).vet(tree(credential, kubeconfig), context).toString();
  }

  private static JsonNode tree(String credential, String kubeconfig) {
    try {
      return SpecReader.tree(kubeconfig);
    } catch (SpecException e) {
      throw Refused.because(
          "credential " + credential + " is no kubeconfig that can be taken; " + hint());
    }
  }

  private static String hint() {
    return "it must be one YAML document without aliases and with no field twice, such as `kubectl"
        + " config view --raw --flatten --minify` writes it";
  }

  private ObjectNode vet(JsonNode tree, Optional<String> context) {
    if (!(tree instanceof ObjectNode all) || !all.path("clusters").isArray()) {
      throw Refused.because("credential " + credential + " is no kubeconfig; " + hint());
    }
    ObjectNode vetted = all.objectNode();
    vetted.put("apiVersion", "v1").put("kind", "Config");
    entries(all, vetted, "clusters", "cluster");
    entries(all, vetted, "users", "user");
    List<String> contexts = entries(all, vetted, "contexts", "context");
    String current = context.orElse(all.path("current-context").asText(""));
    if (!contexts.contains(current)) {
      throw Refused.because(
          "the kubeconfig of credential "
              + credential
              + (current.isEmpty() ? " has no current context" : " has no context " + current)
              + "; it has "
              + (contexts.isEmpty() ? "none" : String.join(", ", contexts)));
    }
    return vetted.put("current-context", current);
  }

  /** Copies the entries, and tells their names. */
  private List<String> entries(ObjectNode all, ObjectNode vetted, String list, String kind) {
    var copies = vetted.putArray(list);
    for (JsonNode entry : all.path(list)) {
      String name = entry.path("name").asText("");
      ObjectNode copy = copies.addObject().put("name", name).putObject(kind);
      entry
          .path(kind)
          .properties()
          .forEach(field -> copy.set(field.getKey(), harmless(kind, name, field)));
    }
    return copies.findValuesAsText("name");
  }

  private JsonNode harmless(String kind, String name, Map.Entry<String, JsonNode> field) {
    String key = field.getKey();
    if (HARMLESS.get(kind).contains(key) && field.getValue().isValueNode()) {
      KubeconfigUrl.problem(key, field.getValue().asText())
          .ifPresent(
              problem -> {
                throw refused(kind, name, key, problem);
              });
      return field.getValue();
    }
    String instead =
        INSTEAD.containsKey(key)
            ? "it names a file; write " + INSTEAD.get(key) + " with its content"
            : key.equals("exec") || key.equals("auth-provider")
                ? "it would run on the controller; use a token or a client certificate, such as"
                    + " that of a service account"
                : "only fields that carry their value are taken; leave it out";
    throw refused(kind, name, key, instead);
  }

  private ClusterException refused(String kind, String name, String key, String instead) {
    return Refused.because(
        "the kubeconfig of credential "
            + credential
            + " has "
            + key
            + " in "
            + kind
            + " "
            + name
            + ": "
            + instead);
  }
}
