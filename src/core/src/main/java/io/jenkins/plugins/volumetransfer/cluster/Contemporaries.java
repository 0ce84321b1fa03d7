package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pods of ours were there when one of them was made. Whoever asks of two pods gets the same
 * order, whichever was first: it is that in which the cluster stored them (its resource versions),
 * and no clock's.
 *
 * <p>A watch tells of pods in that order. So once it has told of the pod itself, all that came
 * before are known, and nothing is asked. Only where another one has the same claim is the list
 * read as it was at that version.
 */
record Contemporaries(KubernetesClient client, PodWatch.PerNamespace watches) {
  /** A watch is behind by some milliseconds; without it, or if it is slow, the server is asked. */
  private static final Duration WATCH_PATIENCE = Duration.ofSeconds(2);

  List<Pod> of(Pod made) {
    return watches
        .seenWith(made, WATCH_PATIENCE)
        .filter(pods -> pods.stream().noneMatch(other -> shareClaims(other, made)))
        .orElseGet(() -> listed(made));
  }

  private List<Pod> listed(Pod made) {
    ListOptionsBuilder ours =
        new ListOptionsBuilder().withLabelSelector(Labels.MANAGED_BY + "=" + Labels.MANAGED_BY_US);
    // Of a pod whose creation was not answered it is not known: then all that are there now count.
    Optional.ofNullable(made.getMetadata().getResourceVersion())
        .ifPresent(version -> ours.withResourceVersion(version).withResourceVersionMatch("Exact"));
    return client
        .pods()
        .inNamespace(made.getMetadata().getNamespace())
        .list(ours.build())
        .getItems();
  }

  private static boolean shareClaims(Pod other, Pod made) {
    return !other.getMetadata().getName().equals(made.getMetadata().getName())
        && claims(other).stream().anyMatch(claims(made)::contains);
  }

  private static Set<String> claims(Pod pod) {
    return ClaimUse.of(pod).stream().map(ClaimUse::claim).collect(Collectors.toSet());
  }
}
