package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one pair of transfer pods does: some volumes that go from one namespace to another. It fails
 * and is retried as a whole, and apart from the run's other transfers.
 *
 * @param name a DNS label of at most 30 characters, unique in its run
 */
public record Transfer(
    String name, String sourceNamespace, String destinationNamespace, List<PlannedVolume> volumes) {
  private static final int NAME_LENGTH_MAX = 26;
  private static final int VOLUME_NAME_LENGTH_MAX = 46;

  /**
   * A pod reports each volume's result in its termination message, of which Kubernetes keeps 4096
   * bytes; a namespace with more claims gets several pods.
   */
  private static final int VOLUMES_MAX = 60;

  public Transfer {
    volumes = List.copyOf(volumes);
  }

  /** The transfers of a spec, in the order of its volumes. */
  public static List<Transfer> of(TransferSpec spec) {
    Map<Object, List<VolumePair>> groups = new LinkedHashMap<>();
    for (VolumePair pair : spec.volumes()) {
      Object key =
          spec.pods().podPer() == PodPer.CLAIM
              ? pair
              : List.of(pair.from().namespace(), pair.to().namespace());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(pair);
    }
    Set<String> taken = new HashSet<>();
    List<Transfer> transfers = new ArrayList<>();
    for (List<VolumePair> pairs : groups.values().stream().flatMap(Transfer::chunks).toList()) {
      VolumePair first = pairs.get(0);
      String subject =
          spec.pods().podPer() == PodPer.CLAIM ? first.to().claim() : first.to().namespace();
      transfers.add(
          new Transfer(
              Names.unique(Names.label(subject, NAME_LENGTH_MAX), taken),
              first.from().namespace(),
              first.to().namespace(),
              volumes(pairs)));
    }
    return List.copyOf(transfers);
  }

  private static Stream<List<VolumePair>> chunks(List<VolumePair> pairs) {
    return IntStream.iterate(0, from -> from < pairs.size(), from -> from + VOLUMES_MAX)
        .mapToObj(from -> pairs.subList(from, Math.min(from + VOLUMES_MAX, pairs.size())));
  }

  private static List<PlannedVolume> volumes(List<VolumePair> pairs) {
    // rsyncd.conf(5): a section of this name is no module.
    Set<String> taken = new HashSet<>(Set.of("global"));
    return pairs.stream()
        .map(
            pair ->
                new PlannedVolume(
                    Names.unique(Names.label(pair.to().claim(), VOLUME_NAME_LENGTH_MAX), taken),
                    pair))
        .toList();
  }

  public String namespace(Side side) {
    return side == Side.SOURCE ? sourceNamespace : destinationNamespace;
  }
}
