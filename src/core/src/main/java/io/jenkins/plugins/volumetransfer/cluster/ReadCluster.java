package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is only read: the claims and who uses them, and what is true of a cluster whatever runs in
 * it, its version, its namespaces, our rights.
 */
abstract class ReadCluster implements Cluster {
  private static final String KUBE_SYSTEM = "kube-system";

  final KubernetesClient client;
  final ApiRequests requests;

  ReadCluster(KubernetesClient client, ApiRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return requests.ask(
        "get PersistentVolumeClaim " + namespace + "/" + name,
        () ->
            Optional.ofNullable(
                    client.persistentVolumeClaims().inNamespace(namespace).withName(name).get())
                .map(found -> Answers.object("PersistentVolumeClaim", name, found)));
  }

  /** From the server's cache: a pod that came a moment ago may come a moment later, too. */
  @Override
  public List<ClaimUse> claimUses(String namespace) {
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

  @Override
  public List<String> claims(String namespace, String selector) {
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

  @Override
  public Optional<Map<String, String>> namespaceLabels(String namespace) {
    return requests.askIfAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of()));
  }

  @Override
  public Optional<Boolean> terminates(String namespace) {
    return requests.askIfAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getDeletionTimestamp() != null)
                // It may be gone by now.
                .orElse(true));
  }

  @Override
  public Optional<Boolean> hasStorageClass(String name) {
    return requests.askIfAllowed(
        "get StorageClass " + name,
        () -> client.storage().v1().storageClasses().withName(name).get() != null);
  }

  @Override
  public Optional<Map<String, String>> nodeLabels(String node) {
    return requests
        .askIfAllowed(
            "get Node " + node,
            () ->
                Optional.ofNullable(client.nodes().withName(node).get())
                    .map(found -> Answers.object("Node", node, found))
                    .map(found -> found.getMetadata().getLabels()))
        .flatMap(labels -> labels);
  }

  @Override
  public ClusterIdentity identity() {
    return requests.ask(
        "get Namespace " + KUBE_SYSTEM,
        () -> {
          try {
            return new ClusterIdentity(
                requests.server(),
                Optional.ofNullable(client.namespaces().withName(KUBE_SYSTEM).get())
                    .map(found -> Answers.object("Namespace", KUBE_SYSTEM, found))
                    .map(namespace -> namespace.getMetadata().getUid()));
          } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
              throw e;
            }
            return new ClusterIdentity(requests.server(), Optional.empty());
          }
        });
  }

  @Override
  public boolean serves(String group) {
    return requests.ask(
        "ask for the API groups",
        () -> apiGroups().stream().anyMatch(each -> group.equals(each.getName())));
  }

  private List<APIGroup> apiGroups() {
    APIGroupList list = client.getApiGroups();
    if (list == null || !"APIGroupList".equals(list.getKind()) || list.getGroups() == null) {
      throw new Answers.NotKubernetes("it answered with no list of API groups");
    }
    return list.getGroups();
  }

  @Override
  public KubernetesVersion version() {
    return requests.ask(
        "ask for the version",
        () -> {
          VersionInfo version = client.getKubernetesVersion();
          if (version == null || version.getMajor() == null || version.getMinor() == null) {
            throw new Answers.NotKubernetes("it answered with no version");
          }
          return KubernetesVersion.parse(version.getMajor(), version.getMinor());
        });
  }

  @Override
  public List<Permission> missing(String namespace, List<Permission> permissions) {
    return requests.ask(
        "check permissions in " + namespace,
        () -> permissions.stream().filter(permission -> denied(namespace, permission)).toList());
  }

  private boolean denied(String namespace, Permission permission) {
    String[] resource = permission.resource().split("/", 2);
    SelfSubjectAccessReview review =
        client
            .resource(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewResourceAttributes()
                    .withNamespace(namespace)
                    .withGroup(permission.group())
                    .withResource(resource[0])
                    .withSubresource(resource.length > 1 ? resource[1] : "")
                    .withVerb(permission.verb())
                    .endResourceAttributes()
                    .endSpec()
                    .build())
            .create();
    if (review == null || !"SelfSubjectAccessReview".equals(review.getKind())) {
      throw new Answers.NotKubernetes("it answered with no access review");
    }
    // A server that does not answer the question is not one that says no.
    return review.getStatus() != null && Boolean.FALSE.equals(review.getStatus().getAllowed());
  }
}
