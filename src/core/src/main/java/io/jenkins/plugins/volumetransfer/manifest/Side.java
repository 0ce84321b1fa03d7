package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.SidePods;
import java.util.Locale;
import java.util.stream.Stream;

/** The two ends of a transfer. */
public enum Side {
  SOURCE,
  DESTINATION;

  /** As it stands in names and labels. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How its pods are made. */
  public SidePods of(PodOptions pods) {
    return this == SOURCE ? pods.source() : pods.destination();
  }

  public static boolean isOne(String label) {
    return Stream.of(values()).anyMatch(side -> side.label().equals(label));
  }

  public static Side of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
