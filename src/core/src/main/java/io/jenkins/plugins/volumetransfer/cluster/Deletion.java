package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.net.HttpURLConnection;
import java.util.Optional;

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

  boolean deleteNamed(ObjectRef object) {
    return sent(object, plain().build()) == Answer.DELETED;
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
    return plain().withNewPreconditions().withUid(uid).endPreconditions();
  }

  private static DeleteOptionsBuilder plain() {
    return new DeleteOptionsBuilder()
        .withApiVersion("v1")
        .withKind("DeleteOptions")
        .withPropagationPolicy("Background");
  }

  private Answer sent(ObjectRef object, DeleteOptions options) {
    try {
      // The client takes any answer for a deletion, and tells of none by null.
      Optional<String> answer = Optional.ofNullable(client.raw(path(object), "DELETE", options));
      answer.ifPresent(text -> Answers.deletion(object.kind().text(), object.name(), text));
      return answer.isPresent() ? Answer.DELETED : Answer.NOT_FOUND;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Answer.NOT_FOUND;
      }
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT && namesPrecondition(e)) {
        return Answer.ANOTHER;
      }
      throw e;
    }
  }

  /** Another 409 says nothing about whose object it is. */
  private static boolean namesPrecondition(KubernetesClientException error) {
    return Optional.ofNullable(error.getStatus())
        .map(Status::getMessage)
        .or(() -> Optional.ofNullable(error.getMessage()))
        .filter(text -> text.contains("recondition"))
        .isPresent();
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
