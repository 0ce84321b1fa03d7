package io.jenkins.plugins.volumetransfer.spec;

import java.util.OptionalLong;

/**
 * Numbers of the transfer pods' user and groups, 0 to {@link #MAX}.
 *
 * @param user of all containers; 0 exactly with {@link RunAs#ROOT}
 * @param group its primary group
 * @param fsGroup of the volumes that are written, where their file system knows it; empty: their
 *     groups and modes stay as they are
 */
public record PodIds(long user, long group, OptionalLong fsGroup) {
  /** What Kubernetes takes for a user or group ({@code ValidateUserID}, apimachinery). */
  public static final long MAX = Integer.MAX_VALUE;

  /** Any user but root would do; this is the image's own. */
  private static final long OTHER = 65532;

  /** Of pods for which nobody has asked for others. */
  public static PodIds usual(RunAs runAs) {
    return switch (runAs) {
      case ROOT -> new PodIds(0, 0, OptionalLong.empty());
      case NON_ROOT -> new PodIds(OTHER, OTHER, OptionalLong.of(OTHER));
    };
  }
}
