package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.Fields;
import java.util.Map;

/** The fields of a kubeconfig that reach outside of it: they name files and programs. */
final class Outside {
  private static final String RUNS =
      "would run a program here; write a token or a client certificate, such as that of a service"
          + " account";

  private static final Map<String, String> FIELDS =
      Map.of(
          "certificate-authority", file("certificate-authority-data"),
          "client-certificate", file("client-certificate-data"),
          "client-key", file("client-key-data"),
          "tokenFile", file("token"),
          "exec", RUNS,
          "auth-provider", RUNS);

  private Outside() {}

  private static String file(String instead) {
    return "names a file, and none is read here; write " + instead + " with its content";
  }

  /**
   * @return the same
   */
  static Fields refuse(Fields entry) {
    for (String name : entry.names()) {
      if (FIELDS.containsKey(name)) {
        throw entry.wrong(name, FIELDS.get(name));
      }
    }
    return entry;
  }
}
