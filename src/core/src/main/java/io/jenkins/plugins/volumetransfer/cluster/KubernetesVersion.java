package io.jenkins.plugins.volumetransfer.cluster;

import java.util.Comparator;

/** The version of a cluster's API server. Its nodes may be up to three minor versions older. */
public record KubernetesVersion(int major, int minor) implements Comparable<KubernetesVersion> {
  private static final Comparator<KubernetesVersion> ORDER =
      Comparator.comparingInt(KubernetesVersion::major).thenComparingInt(KubernetesVersion::minor);

  /** The first with native sidecars on by default (KEP-753). */
  public static final KubernetesVersion OF_SIDECARS = new KubernetesVersion(1, 29);

  /**
   * As a server says it: some append to the minor version, as in {@code 27+}.
   *
   * @throws NumberFormatException if one begins with no digit
   */
  static KubernetesVersion parse(String major, String minor) {
    return new KubernetesVersion(number(major), number(minor));
  }

  private static int number(String text) {
    return Integer.parseInt(text.replaceFirst("\\D.*", ""));
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
