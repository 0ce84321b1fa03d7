package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.PodOverrides;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a namespace's Pod Security level admits transfer pods. As root they have capabilities
 * that {@code baseline} allows and {@code restricted} does not; neither allows an SELinux context
 * of one's own, or no profile of AppArmor (Pod Security Standards).
 */
final class PodSecurity {
  private static final Set<String> SE_LINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

  static final String ENFORCE = "pod-security.kubernetes.io/enforce";

  private PodSecurity() {}

  /**
   * @param labels of the namespace; empty: they may not be read
   */
  static Finding of(
      String namespace, Optional<Map<String, String>> labels, RunAs runAs, PodOverrides pods) {
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
    if (level.filter(name -> !name.equals("privileged")).isPresent()
        && pods.annotations().entrySet().stream().anyMatch(PodSecurity::isUnconfined)) {
      return Finding.failed(
          subject,
          Reason.POD_SECURITY,
          ("namespace %s enforces the Pod Security level %s, which admits no pods without a profile"
                  + " of AppArmor; leave the annotation %s* out, or label the namespace"
                  + " %s=privileged")
              .formatted(namespace, level.get(), APP_ARMOR, ENFORCE));
    }
    if (level.filter(name -> !name.equals("privileged")).isPresent()
        && pods.seLinuxOptions().filter(PodSecurity::isOwnContext).isPresent()) {
      return Finding.failed(
          subject,
          Reason.POD_SECURITY,
          ("namespace %s enforces the Pod Security level %s, which admits no pods with a user, a"
                  + " role or such a type in `seLinuxOptions`; write its level alone, or label the"
                  + " namespace %s=privileged")
              .formatted(namespace, level.get(), ENFORCE));
    }
    return Finding.ok(
        subject,
        "namespace "
            + namespace
            + level
                .map(name -> " enforces " + name + ", which admits the transfer pods")
                .orElse(" sets no level"));
  }

  private static boolean isUnconfined(Map.Entry<String, String> annotation) {
    String profile = annotation.getValue();
    return annotation.getKey().startsWith(APP_ARMOR)
        && !profile.isEmpty()
        && !profile.equals("runtime/default")
        && !profile.startsWith("localhost/");
  }

  /** What the level baseline refuses, and with it restricted. */
  private static boolean isOwnContext(SELinuxOptions options) {
    return !Objects.requireNonNullElse(options.getUser(), "").isEmpty()
        || !Objects.requireNonNullElse(options.getRole(), "").isEmpty()
        || !SE_LINUX_TYPES.contains(Objects.requireNonNullElse(options.getType(), ""));
  }
}
