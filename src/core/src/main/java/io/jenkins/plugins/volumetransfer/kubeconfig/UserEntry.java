package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.Fields;
import java.util.Locale;
import java.util.Optional;

/** {@code users[].user}: as whom a server is asked. */
record UserEntry(Credentials credentials, Optional<Impersonation> as) {
  private static final String CERTIFICATE = "client-certificate";
  private static final String KEY = "client-key";
  private static final String DATA = "-data";

  /** For a context that names no user. */
  static UserEntry nobody() {
    return new UserEntry(Credentials.of(Credentials.Shown.NOTHING), Optional.empty());
  }

  ServerAccess at(ClusterEntry cluster) {
    return new ServerAccess(
        cluster.server(),
        cluster.trust(),
        cluster.tlsServerName(),
        cluster.route(),
        cluster.compressed(),
        credentials,
        as);
  }

  /**
   * @param around empty: nothing outside of the kubeconfig counts
   */
  static UserEntry read(
      KubeconfigFile file, Fields user, ClusterEntry cluster, Optional<Surroundings> around) {
    user.mapping("auth-provider")
        .ifPresent(
            provider -> {
              throw user.wrong("auth-provider", instead(Texts.of(provider, "name").orElse("")));
            });
    Optional<ClientIdentity> identity = identity(file, user);
    if (identity.isPresent() && !cluster.server().secure()) {
      throw user.wrong(
          user.names().contains(CERTIFICATE) ? CERTIFICATE : CERTIFICATE + DATA,
          "is not shown to a server of http; write https://HOST:PORT for its server");
    }
    Optional<String> token =
        Texts.of(user, "token")
            .map(text -> Credentials.Authorization.bearer(user.path("token"), text));
    Optional<String> tokenFile = Texts.of(user, "tokenFile");
    Optional<String> basic = basic(user);
    Optional<Fields> exec = user.mapping("exec");
    String other = tokenFile.isPresent() ? "tokenFile" : "token";
    boolean byToken = token.isPresent() || tokenFile.isPresent();
    if (basic.isPresent() && byToken) {
      throw user.wrong("username", "does not go with " + other + onlyOne());
    }
    if (exec.isPresent() && (byToken || basic.isPresent() || identity.isPresent())) {
      throw user.wrong(
          "exec",
          "does not go with "
              + (byToken ? other : basic.isPresent() ? "username" : CERTIFICATE)
              + onlyOne());
    }
    Optional<Impersonation> as = Impersonation.read(user);
    user.any("extensions");
    user.refuseOthers();
    Credentials credentials =
        exec.isPresent()
            ? ExecPlugin.read(file, exec.get(), cluster, around.orElseThrow())
            : tokenFile.isPresent()
                ? tokenFile(file, user, tokenFile.get(), token, identity)
                : Credentials.of(new Credentials.Shown(token.or(() -> basic), identity));
    return new UserEntry(credentials, as);
  }

  private static String onlyOne() {
    return "; write only one of them, so that it is clear as whom the run acts";
  }

  private static Credentials tokenFile(
      KubeconfigFile file,
      Fields user,
      String path,
      Optional<String> token,
      Optional<ClientIdentity> identity) {
    String field = user.path("tokenFile");
    TokenFile credentials =
        new TokenFile(file.label(), field, file.resolve(field, path), token, identity);
    credentials.current();
    return credentials;
  }

  private static Optional<String> basic(Fields user) {
    Optional<String> name = Texts.of(user, "username");
    Optional<String> password = Texts.of(user, "password");
    if (name.isPresent() != password.isPresent()) {
      throw user.wrong(name.isPresent() ? "password" : "username", "is missing; write both");
    }
    if (name.filter(text -> text.contains(":")).isPresent()) {
      throw user.wrong("username", "has a colon, which no user's name may have");
    }
    return name.map(text -> Credentials.Authorization.basic(text, password.orElseThrow()));
  }

  private static Optional<ClientIdentity> identity(KubeconfigFile file, Fields user) {
    Optional<byte[]> certificate = content(file, user, CERTIFICATE);
    Optional<byte[]> key = content(file, user, KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw user.wrong(
          certificate.isPresent() ? KEY + DATA : CERTIFICATE + DATA,
          "is missing; write certificate and key");
    }
    return certificate.map(
        pem ->
            ClientIdentity.read(
                new ClientIdentity.Field(written(user, CERTIFICATE), written(user, KEY)),
                pem,
                key.orElseThrow()));
  }

  private static Optional<byte[]> content(KubeconfigFile file, Fields user, String name) {
    Optional<String> path = Texts.of(user, name);
    Optional<byte[]> data = Texts.base64(user, name + DATA);
    if (path.isPresent() && data.isPresent()) {
      throw user.wrong(name, "stands beside " + name + DATA + "; write one of them");
    }
    String field = user.path(name);
    return data.or(() -> path.map(text -> SmallFile.bytes(field, file.resolve(field, text))));
  }

  private static String written(Fields user, String name) {
    return user.path(Texts.of(user, name).isPresent() ? name : name + DATA);
  }

  private static String instead(String provider) {
    return switch (provider.toLowerCase(Locale.ROOT)) {
      case "gcp" ->
          "gcp is not obeyed, nor by kubectl since 1.26; write exec with gke-gcloud-auth-plugin, as"
              + " `gcloud container clusters get-credentials` does";
      case "azure" ->
          "azure is not obeyed, nor by kubectl since 1.26; write exec with kubelogin, as `kubelogin"
              + " convert-kubeconfig` does";
      case "oidc" ->
          "oidc is not obeyed, as it writes new tokens into the kubeconfig; write exec with a"
              + " plugin such as `kubectl oidc-login get-token`, or a token";
      default -> "is not obeyed; write exec with a plugin that logs in, or a token";
    };
  }
}
