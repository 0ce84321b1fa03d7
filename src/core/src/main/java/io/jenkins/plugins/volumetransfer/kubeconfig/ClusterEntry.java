package io.jenkins.plugins.volumetransfer.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code clusters[].cluster}: where a server is, and how it shows itself.
 *
 * @param authority its PEM, for a plugin that asks for it
 * @param proxy as it is written
 * @param extension what a plugin is told, as it is written
 */
record ClusterEntry(
    ServerAddress server,
    Trust trust,
    Optional<byte[]> authority,
    Optional<String> tlsServerName,
    Optional<String> proxy,
    Route route,
    boolean compressed,
    Optional<JsonNode> extension) {
  private static final String OF_PLUGINS = "client.authentication.k8s.io/exec";
  private static final String AUTHORITY = "certificate-authority";
  private static final String AUTHORITY_DATA = "certificate-authority-data";
  private static final String SERVER_NAME = "tls-server-name";
  private static final Pattern SERVER_NAMES =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]+");
  private static final String INSECURE = "insecure-skip-tls-verify";

  /**
   * @param around empty: nothing outside of the kubeconfig counts
   */
  static ClusterEntry read(KubeconfigFile file, Fields cluster, Optional<Surroundings> around) {
    Optional<byte[]> data = Texts.base64(cluster, AUTHORITY_DATA);
    Optional<String> path = Texts.of(cluster, AUTHORITY);
    String field = cluster.path(data.isPresent() ? AUTHORITY_DATA : AUTHORITY);
    if (data.isPresent() && path.isPresent()) {
      throw cluster.wrong(AUTHORITY, "stands beside " + AUTHORITY_DATA + "; write one of them");
    }
    Optional<byte[]> authority =
        data.or(() -> path.map(text -> SmallFile.bytes(field, file.resolve(field, text))));
    boolean insecure = cluster.flag(INSECURE, false);
    if (insecure && authority.isPresent()) {
      throw cluster.wrong(INSECURE, "goes with no certificate-authority; write one of them");
    }
    ServerAddress server = server(cluster, insecure || authority.isPresent());
    Optional<String> serverName = Texts.of(cluster, SERVER_NAME);
    if (!server.secure() && (authority.isPresent() || serverName.isPresent() || insecure)) {
      throw cluster.wrong(
          "server",
          "is of http, where what is said of TLS beside it has no effect; write https://HOST:PORT");
    }
    serverName
        .filter(name -> !SERVER_NAMES.matcher(name).matches())
        .ifPresent(
            name -> {
              throw cluster.wrong(SERVER_NAME, "is no name of a host");
            });
    Optional<String> proxy = Texts.of(cluster, "proxy-url");
    ClusterEntry entry =
        new ClusterEntry(
            server,
            trust(field, authority, insecure),
            authority,
            serverName,
            proxy,
            proxy
                .<Route>map(
                    url -> new Route.Through(ProxyAddress.parse(cluster.path("proxy-url"), url)))
                .orElseGet(
                    () ->
                        around
                            .<Route>map(one -> EnvironmentProxy.route(one.variables(), server))
                            .orElseGet(Route.OfJava::new)),
            !cluster.flag("disable-compression", false),
            extension(cluster));
    cluster.refuseOthers();
    return entry;
  }

  private static ServerAddress server(Fields cluster, boolean tls) {
    String field = cluster.path("server");
    return ServerAddress.parse(
        field,
        Texts.of(cluster, "server")
            .orElseThrow(() -> new SpecException(field, "is missing; write https://HOST:PORT")),
        tls ? ServerAddress.WithoutScheme.HTTPS : ServerAddress.WithoutScheme.REFUSED);
  }

  private static Trust trust(String field, Optional<byte[]> authority, boolean insecure) {
    if (insecure) {
      return new Trust.Anybody();
    }
    return authority
        .<Trust>map(pem -> new Trust.Authorities(Pem.certificates(field, pem)))
        .orElseGet(Trust.OfJava::new);
  }

  private static Optional<JsonNode> extension(Fields cluster) {
    Optional<JsonNode> found = Optional.empty();
    for (Fields extension : cluster.mappings("extensions")) {
      if (extension.text("name").equals(Optional.of(OF_PLUGINS))) {
        found = extension.any("extension");
      }
    }
    return found;
  }

  /** What a plugin that asks for it is told of the cluster, by the names of its own format. */
  Map<String, Object> toldToPlugins() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("server", server.url());
    tlsServerName.ifPresent(name -> told.put(SERVER_NAME, name));
    if (trust instanceof Trust.Anybody) {
      told.put(INSECURE, true);
    }
    authority.ifPresent(pem -> told.put(AUTHORITY_DATA, Base64.getEncoder().encodeToString(pem)));
    proxy.ifPresent(url -> told.put("proxy-url", url));
    if (!compressed) {
      told.put("disable-compression", true);
    }
    told.put("config", extension.orElse(null));
    return told;
  }
}
