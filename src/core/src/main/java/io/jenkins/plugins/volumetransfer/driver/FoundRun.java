package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A run, as far as a cluster alone tells. Whether its process is alive it does not tell.
 *
 * @param since when the oldest of what is there was made
 * @param owner who runs it, if that was said
 * @param deadline when it is to be over; empty: that can't be read
 * @param transfers by name: the pods that are there; a transfer without pods has other objects
 */
public record FoundRun(
    RunId run,
    Instant since,
    Optional<String> owner,
    Optional<Instant> deadline,
    Map<String, List<PodState>> transfers) {

  /** The oldest first. */
  public static List<FoundRun> of(List<OwnedObject> objects) {
    Map<RunId, List<OwnedObject>> byRun =
        objects.stream()
            .collect(
                Collectors.groupingBy(OwnedObject::run, LinkedHashMap::new, Collectors.toList()));
    return byRun.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(FoundRun::since).thenComparing(found -> found.run().value()))
        .toList();
  }

  private static FoundRun of(RunId run, List<OwnedObject> objects) {
    Map<String, List<PodState>> transfers =
        objects.stream()
            .collect(
                Collectors.groupingBy(
                    OwnedObject::transfer,
                    TreeMap::new,
                    Collectors.flatMapping(
                        object -> object.pod().map(OwnedObject.OwnedPod::state).stream(),
                        Collectors.toList())));
    return new FoundRun(
        run,
        objects.stream().map(OwnedObject::created).min(Comparator.naturalOrder()).orElseThrow(),
        objects.stream().flatMap(object -> object.owner().stream()).findFirst(),
        objects.stream()
            .flatMap(object -> object.expires().stream())
            .min(Comparator.naturalOrder())
            .map(expires -> expires.minus(TransferEngine.EXPIRY_MARGIN)),
        transfers);
  }

  public boolean overdue(Instant now) {
    return deadline.filter(end -> !end.isAfter(now)).isPresent();
  }
}
