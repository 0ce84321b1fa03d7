package io.jenkins.plugins.volumetransfer.spec;

/** One volume to copy: the content of {@code from} goes into {@code to}. */
public record VolumePair(ClaimRef from, ClaimRef to) {
  @Override
  public String toString() {
    return from + " -> " + to;
  }
}
