package io.jenkins.plugins.volumetransfer.kubeconfig;

/** The way to a server. */
public sealed interface Route {
  /** Without a proxy, whatever Java's own settings say. */
  record Direct() implements Route {}

  record Through(ProxyAddress proxy) implements Route {}

  /** As Java's own settings say, such as {@code -Dhttps.proxyHost}. */
  record OfJava() implements Route {}
}
