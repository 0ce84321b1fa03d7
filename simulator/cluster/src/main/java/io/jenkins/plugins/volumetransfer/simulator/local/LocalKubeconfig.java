package io.jenkins.plugins.volumetransfer.simulator.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kubeconfig of a local cluster. */
final class LocalKubeconfig {

  private static final String TEXT =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - name: local
        cluster:
          server: %s
      users:
      - name: local-user
        user: {}
      contexts:
      - name: local
        context:
          cluster: local
          user: local-user
          namespace: default
      current-context: local
      """;

  private LocalKubeconfig() {}

  static Path write(Path file, URI server) throws IOException {
    return Files.writeString(file, TEXT.formatted(server));
  }
}
