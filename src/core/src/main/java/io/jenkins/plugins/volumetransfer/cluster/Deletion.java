package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.net.HttpURLConnection;

/**
 * Deletes objects by their uid: a name may be another's by now. Not by the client's own {@code
 * delete}, which knows no precondition but a resource version.
 */
record Deletion(KubernetesClient client) {
  /** Of no object: the server answers a deletion with 409 if there is one, else with 404. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  boolean delete(ObjectRef object, String uid) {
    return sent(object, options(uid).build()) == Answer.DELETED;
  }

  boolean deleteAtOnce(ObjectRef pod, String uid) {
    return sent(pod, options(uid).withGracePeriodSeconds(0L).build()) == Answer.DELETED;
  }

  /** Twice harmless: it would be a dry run, and its precondition never holds. */
  boolean finds(ObjectRef object) {
    return sent(object, options(NOBODY).withDryRun("All").build()) != Answer.NOT_FOUND;
  }

  private enum Answer {
    DELETED,
    NOT_FOUND,
    ANOTHER
  }

  private static DeleteOptionsBuilder options(String uid) {
    return new DeleteOptionsBuilder()
        .withApiVersion("v1")
        .withKind("DeleteOptions")
        .withPropagationPolicy("Background")
        .withNewPreconditions()
        .withUid(uid)
        .endPreconditions();
  }

  private Answer sent(ObjectRef object, DeleteOptions options) {
    try {
      client.raw(path(object), "DELETE", options);
      return Answer.DELETED;
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_NOT_FOUND -> Answer.NOT_FOUND;
        case HttpURLConnection.HTTP_CONFLICT -> Answer.ANOTHER;
        default -> throw e;
      };
    }
  }

  private static String path(ObjectRef object) {
    String collection =
        switch (object.kind()) {
          case POD -> "/api/v1/namespaces/%s/pods/%s";
          case SERVICE -> "/api/v1/namespaces/%s/services/%s";
          case SECRET -> "/api/v1/namespaces/%s/secrets/%s";
          case CONFIG_MAP -> "/api/v1/namespaces/%s/configmaps/%s";
          case NETWORK_POLICY -> "/apis/networking.k8s.io/v1/namespaces/%s/networkpolicies/%s";
          case ROUTE -> "/apis/route.openshift.io/v1/namespaces/%s/routes/%s";
        };
    return collection.formatted(object.namespace(), object.name());
  }
}
