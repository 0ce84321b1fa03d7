package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a namespace's Pod Security level admits transfer pods. As root they have capabilities
 * that {@code baseline} allows and {@code restricted} does not (Pod Security Standards).
 */
final class PodSecurity {
  static final String ENFORCE = "pod-security.kubernetes.io/enforce";

  private PodSecurity() {}

  /**
   * @param labels of the namespace; empty: they may not be read
   */
  static Finding of(String namespace, Optional<Map<String, String>> labels, RunAs runAs) {
    Finding.Subject subject = Finding.Subject.POD_SECURITY;
    if (labels.isEmpty()) {
      return Finding.unknown(
          subject, "namespace " + namespace + ": its labels may not be read (get namespaces)");
    }
    Optional<String> level = Optional.ofNullable(labels.get().get(ENFORCE));
    if (runAs == RunAs.ROOT && level.filter("restricted"::equals).isPresent()) {
      return Finding.failed(
          subject,
          Reason.POD_SECURITY,
          ("namespace %s enforces the Pod Security level restricted, which admits no"
                  + " pods that run as root; set `nonRoot: true`, or label the namespace"
                  + " %s=baseline")
              .formatted(namespace, ENFORCE));
    }
    return Finding.ok(
        subject,
        "namespace "
            + namespace
            + level
                .map(name -> " enforces " + name + ", which admits the transfer pods")
                .orElse(" sets no level"));
  }
}
