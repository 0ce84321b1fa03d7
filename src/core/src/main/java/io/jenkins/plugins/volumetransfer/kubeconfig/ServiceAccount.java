package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The service account of the pod that this process runs in, where Kubernetes mounts it. */
public final class ServiceAccount {
  private static final Path MOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
  private static final String LABEL = "inCluster";

  private final Path mount;
  private final Map<String, String> variables;

  public ServiceAccount(Map<String, String> variables) {
    this(MOUNT, variables);
  }

  ServiceAccount(Path mount, Map<String, String> variables) {
    this.mount = mount;
    this.variables = variables;
  }

  public boolean isHere() {
    return Files.isReadable(mount.resolve("token"))
        && !variables.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty();
  }

  /**
   * By the proxy that the environment names, as client-go does it.
   *
   * @throws AccessException if there is no such account
   */
  public ServerAccess access() {
    return with(EnvironmentProxy.route(variables, server()));
  }

  /** The same by a given way. */
  public ServerAccess access(Route route) {
    return with(route);
  }

  private ServerAccess with(Route route) {
    try {
      Path authority = mount.resolve("ca.crt");
      Trust trust = new Trust.Authorities(Pem.certificates("", SmallFile.bytes("", authority)));
      // Read anew for each request: the kubelet replaces the token every hour.
      Credentials token =
          new TokenFile(LABEL, "", mount.resolve("token"), Optional.empty(), Optional.empty());
      return ServerAccess.of(server(), trust, route, token);
    } catch (SpecException e) {
      throw new AccessException(
          LABEL + ": the authority's certificate in " + mount + " " + e.getMessage());
    }
  }

  private ServerAddress server() {
    if (!isHere()) {
      throw new AccessException(
          LABEL + ": this process does not run in a pod with a service account");
    }
    String host = variables.get("KUBERNETES_SERVICE_HOST");
    String port = variables.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    try {
      return ServerAddress.parse(
          "",
          "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port,
          ServerAddress.WithoutScheme.REFUSED);
    } catch (SpecException e) {
      throw new AccessException(
          LABEL
              + ": KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no address of an API"
              + " server");
    }
  }
}
