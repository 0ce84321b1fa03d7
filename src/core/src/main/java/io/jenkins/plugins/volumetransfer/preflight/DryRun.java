package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Room;
import io.jenkins.plugins.volumetransfer.progress.RsyncStatistics;
import io.jenkins.plugins.volumetransfer.progress.Statistic;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What only pods can find out, by a run that copies nothing: whether the source reaches the
 * destination, what would be sent, and what room there is for it.
 */
public final class DryRun {
  private DryRun() {}

  /**
   * What the run is to look at: the volumes on both sides of which there is a claim.
   *
   * @param told hears of those that are left out
   * @return empty: no volume is left
   * @throws ClusterException where a cluster can't be asked
   */
  public static Optional<TransferSpec> of(
      TransferSpec spec, Function<Side, Cluster> clusters, Consumer<Finding> told) {
    List<VolumePair> there = new ArrayList<>();
    for (VolumePair pair : spec.volumes()) {
      ClaimRef to = pair.to();
      if (clusters.apply(Side.DESTINATION).claim(to.namespace(), to.claim()).isPresent()) {
        there.add(pair);
      } else {
        told.accept(
            Finding.unknown(
                Finding.Subject.CONTENT,
                "the destination claim %s/%s is yet to be made, so its room is not known"
                    .formatted(to.namespace(), to.claim())));
      }
    }
    return there.isEmpty() ? Optional.empty() : Optional.of(spec.withVolumes(there).asDryRun());
  }

  /** What a transfer of such a run has found out. */
  public static List<Finding> findings(TransferResult result) {
    List<Finding> findings = new ArrayList<>();
    result.log().doubts().forEach(doubt -> findings.add(warning(doubt)));
    Optional<Failure> failure = result.failure();
    if (failure.isPresent()) {
      findings.add(failed(result, failure.get()));
      return findings;
    }
    findings.add(
        Finding.ok(
            Finding.Subject.ENDPOINT,
            "%s: the source reaches the destination (%s)"
                .formatted(result.transfer().name(), result.endpoint().text())));
    for (PlannedVolume volume : result.transfer().volumes()) {
      findings.add(content(volume, result.log().volume(volume.name())));
    }
    return findings;
  }

  private static Finding warning(String text) {
    return Finding.warning(Finding.Subject.CONTENT, text);
  }

  private static Finding failed(TransferResult result, Failure failure) {
    Optional<ClaimRef> newDirectory =
        result.transfer().volumes().stream()
            .map(volume -> volume.pair().to())
            .filter(to -> !to.path().isEmpty())
            .findFirst();
    return switch (failure.reason()) {
      case DESTINATION_UNUSABLE ->
          newDirectory
              .map(
                  to ->
                      Finding.unknown(
                          Finding.Subject.CONTENT,
                          "the directory "
                              + to
                              + " is yet to be made, which a check does not: what would be sent"
                              + " there is not known"))
              .orElseGet(() -> Finding.failed(Finding.Subject.CONTENT, failure));
      case TUNNEL_NOT_READY,
          DESTINATION_NOT_LISTENING,
          DESTINATION_UNREACHABLE,
          DESTINATION_UNKNOWN,
          CERTIFICATE_REFUSED,
          TLS_MISMATCH,
          ENDPOINT_REFUSED,
          ENDPOINT_NOT_READY ->
          Finding.failed(Finding.Subject.ENDPOINT, failure);
      default -> Finding.failed(Finding.Subject.CONTENT, failure);
    };
  }

  private static Finding content(PlannedVolume volume, Optional<VolumeProgress> progress) {
    String name = volume.pair().from() + " -> " + volume.pair().to();
    Optional<RsyncStatistics> counted = progress.flatMap(VolumeProgress::statistics);
    if (counted.isEmpty()) {
      return Finding.unknown(
          Finding.Subject.CONTENT, name + ": the source pod's log could not be read");
    }
    long bytes = value(counted.get(), Statistic.TRANSFERRED_FILE_SIZE_BYTES);
    Optional<Room> room = progress.flatMap(VolumeProgress::room);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %s in %,d of %,d files would be sent, %,d entries deleted%s",
            name,
            ByteSize.text(bytes),
            value(counted.get(), Statistic.TRANSFERRED_FILES),
            value(counted.get(), Statistic.REGULAR_FILES),
            value(counted.get(), Statistic.DELETED_FILES),
            room.map(there -> "; at the destination " + there.text()).orElse(""));
    return room.filter(there -> bytes > there.freeBytes()).isPresent()
        ? warning(text + ": it fits only if it takes the place of what is there")
        : Finding.ok(Finding.Subject.CONTENT, text);
  }

  private static long value(RsyncStatistics counted, Statistic statistic) {
    return counted.value(statistic).orElse(0);
  }
}
