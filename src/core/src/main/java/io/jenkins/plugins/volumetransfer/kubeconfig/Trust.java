package io.jenkins.plugins.volumetransfer.kubeconfig;

import java.security.cert.X509Certificate;
import java.util.List;

/** Whose certificates a server may show. */
public sealed interface Trust {
  /** These authorities, and no other. */
  record Authorities(List<X509Certificate> certificates) implements Trust {}

  /** The authorities that the Java runtime trusts. */
  record OfJava() implements Trust {}

  /** Anybody: {@code insecure-skip-tls-verify}. */
  record Anybody() implements Trust {}
}
