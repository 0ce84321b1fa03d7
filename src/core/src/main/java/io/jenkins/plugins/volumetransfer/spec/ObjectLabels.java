package io.jenkins.plugins.volumetransfer.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Labels and annotations, as Kubernetes takes them, and those that are ours. */
public final class ObjectLabels {
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String APPLICATION = "app.kubernetes.io/name";
  public static final String PREFIX = "volume-transfer.jenkins.io/";

  /** Before Kubernetes 1.27 they said what the field {@code seccompProfile} says. */
  private static final Pattern SECCOMP =
      Pattern.compile(
          "seccomp\\.security\\.alpha\\.kubernetes\\.io/pod"
              + "|container\\.seccomp\\.security\\.alpha\\.kubernetes\\.io/.*");

  private static final String WORD = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final Pattern NAME = Pattern.compile(WORD);
  private static final Pattern VALUE = Pattern.compile("(?:" + WORD + ")?");

  /** {@code TotalAnnotationSizeLimitB} of apimachinery. */
  private static final int ANNOTATIONS_BYTES_MAX = 256 << 10;

  private static final List<String> OF_VOLUMES =
      List.of("pv.kubernetes.io/", "volume.kubernetes.io/", "volume.beta.kubernetes.io/");

  private static final Set<String> OURS = Set.of(MANAGED_BY, APPLICATION);

  private ObjectLabels() {}

  /** The name of a label, with or without a prefix; also of a taint or a node's label. */
  static void name(String path, String name) {
    int slash = name.lastIndexOf('/');
    boolean prefixed = slash < 0 || ObjectName.isSubdomain(name.substring(0, slash));
    if (!prefixed || !NAME.matcher(name.substring(slash + 1)).matches()) {
      throw new SpecException(
          path,
          "\""
              + name
              + "\" can't be a label's name; write up to 63 letters, digits, `-`, `_` and `.`, if"
              + " need be behind a DNS name and `/`");
    }
  }

  /** The value of a label. */
  static void value(String path, String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new SpecException(
          path,
          "is \""
              + value
              + "\"; write up to 63 letters, digits, `-`, `_` and `.`, beginning and ending with a"
              + " letter or digit");
    }
  }

  /** The name of a label that objects get besides ours. */
  static void notOurs(String path, String name) {
    name(path, name);
    refuseOurs(path, name);
  }

  /** The name of an annotation that pods get besides ours. */
  static void annotation(String path, String name) {
    name(path, name.toLowerCase(Locale.ROOT));
    refuseOurs(path, name);
    if (SECCOMP.matcher(name).matches()) {
      throw new SpecException(
          path, "contradicts the pods' seccompProfile, which is RuntimeDefault; leave it out");
    }
  }

  /** The name of an annotation that a new claim gets. */
  static void ofClaim(String path, String name) {
    name(path, name.toLowerCase(Locale.ROOT));
    refuseOurs(path, name);
    if (OF_VOLUMES.stream().anyMatch(name::startsWith)) {
      throw new SpecException(
          path, "is Kubernetes' own, which writes it when it finds a volume; leave it out");
    }
  }

  private static void refuseOurs(String path, String name) {
    if (OURS.contains(name) || name.startsWith(PREFIX)) {
      throw new SpecException(
          path, "is set by Volume Transfer, which finds its objects by it; leave it out");
    }
  }

  /** All annotations of an object together. */
  static void annotations(String path, Map<String, String> annotations) {
    int bytes =
        annotations.entrySet().stream()
            .mapToInt(each -> bytes(each.getKey()) + bytes(each.getValue()))
            .sum();
    if (bytes > ANNOTATIONS_BYTES_MAX) {
      throw new SpecException(
          path, "has " + bytes + " bytes; write at most " + ANNOTATIONS_BYTES_MAX);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
