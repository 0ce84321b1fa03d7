package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;

/** What no single field can tell: rules that hold between fields. */
final class Validation {
  private Validation() {}

  static void check(ClusterRef source, ClusterRef destination, List<VolumePair> volumes) {
    if (volumes.isEmpty()) {
      throw new SpecException("volumes", "is empty; name at least one claim, as `from: NAME`");
    }
    boolean oneCluster = source.equals(destination);
    for (int i = 0; i < volumes.size(); i++) {
      VolumePair volume = volumes.get(i);
      if (oneCluster && volume.from().overlaps(volume.to())) {
        throw new SpecException(
            "volumes[" + i + "].to",
            "source and destination are the same directory or one lies in the other ("
                + volume
                + "); name another claim, namespace, path or cluster");
      }
      for (int j = 0; j < i; j++) {
        if (volume.to().overlaps(volumes.get(j).to())) {
          throw new SpecException(
              "volumes[" + i + "].to",
              "volumes[" + j + "] writes to " + volumes.get(j).to() + " too; give each its own");
        }
        if (oneCluster
            && (volume.to().overlaps(volumes.get(j).from())
                || volume.from().overlaps(volumes.get(j).to()))) {
          throw new SpecException(
              "volumes[" + i + "]",
              "reads what volumes[" + j + "] writes, or the other way round; use two transfers");
        }
      }
    }
  }
}
