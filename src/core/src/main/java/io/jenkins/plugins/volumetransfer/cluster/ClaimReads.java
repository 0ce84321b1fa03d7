package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.util.List;
import java.util.Optional;

/** What claims there are, and who uses them. */
record ClaimReads(KubernetesClient client, ApiRequests requests) {
  Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return requests.ask(
        "get PersistentVolumeClaim " + namespace + "/" + name,
        () ->
            Optional.ofNullable(
                    client.persistentVolumeClaims().inNamespace(namespace).withName(name).get())
                .map(found -> Answers.object("PersistentVolumeClaim", name, found)));
  }

  /** From the server's cache: a pod that came a moment ago may come a moment later, too. */
  List<ClaimUse> claimUses(String namespace) {
    ListOptions cached = new ListOptionsBuilder().withResourceVersion("0").build();
    return requests.ask(
        "list pods in " + namespace,
        () ->
            Answers.items(
                    "PodList", PodList::getKind, client.pods().inNamespace(namespace).list(cached))
                .stream()
                .flatMap(pod -> ClaimUse.of(pod).stream())
                .toList());
  }

  List<String> claims(String namespace, String selector) {
    return requests.ask(
        "list PersistentVolumeClaims in " + namespace,
        () -> {
          var claims = client.persistentVolumeClaims().inNamespace(namespace);
          PersistentVolumeClaimList list =
              selector.isEmpty() ? claims.list() : claims.withLabelSelector(selector).list();
          return Answers.items(
                  "PersistentVolumeClaimList", PersistentVolumeClaimList::getKind, list)
              .stream()
              .map(claim -> claimName(namespace, claim))
              .toList();
        });
  }

  private static String claimName(String namespace, PersistentVolumeClaim claim) {
    String name = String.valueOf(claim.getMetadata().getName());
    if (!ObjectName.isSubdomain(name)) {
      throw new ClusterException(
          new Failure(
              Reason.API_REFUSED,
              "the API server names a claim of namespace %s \"%s\", which can be no claim's name"
                  .formatted(namespace, Excerpt.of(name))),
          null);
    }
    return name;
  }
}
