package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deletes objects by their uid: a name may be another's by now. Not by the client's own {@code
 * delete}, which knows no precondition but a resource version.
 */
record DeletionByUid(KubernetesClient client) {
  /**
   * In the server's words on a precondition that does not hold (apiserver, storage.Preconditions).
   */
  private static final Pattern UID_NOW =
      Pattern.compile("UID in object meta: ([0-9A-Za-z-]{1,64})");

  /** Of no object: the server answers a deletion with 409 if there is one, else with 404. */
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  boolean delete(ObjectRef object, String uid) {
    return sent(object, options(uid).build()) == Answer.DELETED;
  }

  /** What has the name now, and nothing that may take its place meanwhile. */
  boolean deleteNamed(ObjectRef object) {
    return uidNow(object).map(uid -> delete(object, uid)).orElse(false);
  }

  /** Learned without reading it: the server says which uid the precondition is not. */
  private Optional<String> uidNow(ObjectRef object) {
    try {
      client.raw(path(object), "DELETE", options(NOBODY).withDryRun("All").build());
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      Matcher uid = UID_NOW.matcher(said(e));
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT && uid.find()) {
        return Optional.of(uid.group(1));
      }
      throw e;
    }
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
    return said(error).contains("recondition");
  }

  private static String said(KubernetesClientException error) {
    return Optional.ofNullable(error.getStatus())
        .map(Status::getMessage)
        .or(() -> Optional.ofNullable(error.getMessage()))
        .orElse("");
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
