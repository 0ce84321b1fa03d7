package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The service account of the pod that this process runs in, where Kubernetes mounts it. */
final class InCluster {
  private static final Path MOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  static boolean isHere() {
    return Files.isReadable(MOUNT.resolve("token")) && host().isPresent();
  }

  static Config config() {
    if (!isHere()) {
      throw new ClusterException(
          new Failure(
              Reason.NOT_LOGGED_IN,
              "inCluster: this process does not run in a pod with a service account"),
          null);
    }
    String host = host().orElseThrow();
    String port = Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_PORT")).orElse("443");
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port)
        .withCaCertFile(MOUNT.resolve("ca.crt").toString())
        // Read anew for each request: the kubelet replaces the token every hour.
        .withOauthTokenProvider(InCluster::token)
        .build();
  }

  private static String token() {
    try {
      return Files.readString(MOUNT.resolve("token")).strip();
    } catch (IOException e) {
      throw new IllegalStateException("the service account's token can't be read", e);
    }
  }

  private static Optional<String> host() {
    return Optional.ofNullable(System.getenv("KUBERNETES_SERVICE_HOST"));
  }
}
