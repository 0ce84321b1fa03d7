package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is true of a cluster, whatever runs in it: its version, its namespaces, our rights. */
record ClusterFacts(KubernetesClient client, ApiRequests requests) {
  private static final String KUBE_SYSTEM = "kube-system";

  Optional<Map<String, String>> namespaceLabels(String namespace) {
    return requests.askIfAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of()));
  }

  Optional<Boolean> terminates(String namespace) {
    return requests.askIfAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getDeletionTimestamp() != null)
                // It may be gone by now.
                .orElse(true));
  }

  Optional<Boolean> hasStorageClass(String name) {
    return requests.askIfAllowed(
        "get StorageClass " + name,
        () -> client.storage().v1().storageClasses().withName(name).get() != null);
  }

  ClusterIdentity identity() {
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

  boolean serves(String group) {
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

  KubernetesVersion version() {
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

  List<Permission> missing(String namespace, List<Permission> permissions) {
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
