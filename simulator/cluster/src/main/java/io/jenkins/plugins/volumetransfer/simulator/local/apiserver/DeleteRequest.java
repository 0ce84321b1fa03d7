package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * DELETE as Kubernetes does it: a pod on a node gets its grace period and goes when the kubelet has
 * stopped it; a namespace takes all that is in it along; what an object owns goes with it.
 */
public final class DeleteRequest {

  /** Held by each pod until the kubelet has stopped it, or the pod is deleted by force. */
  public static final String KUBELET_FINALIZER = "local.volume-transfer/kubelet";

  private static final int GRACE_SECONDS_DEFAULT = 30;

  private final ObjectStore store;

  DeleteRequest(ObjectStore store) {
    this.store = store;
  }

  Answer delete(ApiRequest request, JsonNode options) {
    return store.atomically(
        () -> {
          Answer answer = delete(request.path(), options, graceSeconds(request, options));
          collectOrphans();
          return answer;
        });
  }

  Answer deleteCollection(ApiRequest request, JsonNode options) {
    return store.atomically(
        () -> {
          List<ObjectNode> selected =
              store.list(request.path()).stream().filter(Selectors.of(request)).toList();
          for (ObjectNode object : selected) {
            delete(request.path().of(object), options, graceSeconds(request, options));
          }
          collectOrphans();
          return Answer.ok(Listing.of(request.path(), selected, store.version()));
        });
  }

  private static int graceSeconds(ApiRequest request, JsonNode options) {
    return request
        .parameter("gracePeriodSeconds")
        .map(Integer::parseInt)
        .orElse(options.path("gracePeriodSeconds").asInt(-1));
  }

  /** Deletes an object as a request without options does; one that is not there is no error. */
  public void delete(ResourcePath path) {
    deleteNow(path, -1);
  }

  /** Deletes a pod by force, as Kubernetes does it when its node is no part of the cluster. */
  public void collect(ResourcePath pod) {
    deleteNow(pod, 0);
  }

  private void deleteNow(ResourcePath path, int graceSeconds) {
    store.atomically(
        () -> {
          delete(path, MissingNode.getInstance(), graceSeconds);
          collectOrphans();
          return true;
        });
  }

  /** {@code graceSeconds} below 0 means the object's own. */
  private Answer delete(ResourcePath path, JsonNode options, int graceSeconds) {
    return store
        .get(path)
        .map(
            object -> {
              if (!meets(object, options.path("preconditions"))) {
                return Answer.conflict(path, unmet(object, options.path("preconditions")));
              }
              if (path.isCore("pods")) {
                return deletePod(path, object, graceSeconds);
              }
              if (path.isCore("namespaces")) {
                emptyNamespace(path.name());
              }
              Answer answer = store.delete(path);
              return answer.isError() ? answer : Answer.success(path);
            })
        .orElseGet(() -> Answer.notFound(path));
  }

  /** In Kubernetes' own words. */
  private static String unmet(ObjectNode object, JsonNode preconditions) {
    String field = preconditions.hasNonNull("uid") ? "uid" : "resourceVersion";
    String name = field.equals("uid") ? "UID" : "ResourceVersion";
    return "Precondition failed: %s in precondition: %s, %s in object meta: %s"
        .formatted(
            name,
            preconditions.path(field).asText(),
            name,
            object.path("metadata").path(field).asText());
  }

  private static boolean meets(ObjectNode object, JsonNode preconditions) {
    return Set.of("uid", "resourceVersion").stream()
        .allMatch(
            field ->
                !preconditions.hasNonNull(field)
                    || preconditions.get(field).equals(object.path("metadata").path(field)));
  }

  private Answer deletePod(ResourcePath path, ObjectNode pod, int requestedSeconds) {
    int ownSeconds = pod.at("/spec/terminationGracePeriodSeconds").asInt(GRACE_SECONDS_DEFAULT);
    boolean onNode = !pod.at("/spec/nodeName").asText("").isEmpty();
    boolean ended = Set.of("Succeeded", "Failed").contains(pod.at("/status/phase").asText());
    int seconds = !onNode || ended ? 0 : requestedSeconds < 0 ? ownSeconds : requestedSeconds;
    if (seconds == 0) {
      store.edit(path, DeleteRequest::withoutKubeletFinalizer);
      store.delete(path);
      return Answer.ok(store.get(path).orElse(pod));
    }
    Answer marked = store.edit(path, object -> mark(object, seconds)).orElseThrow();
    return marked;
  }

  private static ObjectNode mark(ObjectNode pod, int seconds) {
    ObjectNode metadata = (ObjectNode) pod.path("metadata");
    JsonNode former = metadata.path("deletionGracePeriodSeconds");
    if (former.isMissingNode() || former.asInt() > seconds) {
      Instant deadline =
          SteadyClock.wallTime().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
      metadata.put("deletionTimestamp", deadline.toString());
      metadata.put("deletionGracePeriodSeconds", seconds);
    }
    return pod;
  }

  /** The kubelet has stopped a pod: if it is marked as deleted it disappears now. */
  public void release(ResourcePath pod) {
    store.atomically(
        () -> {
          store.edit(pod, DeleteRequest::withoutKubeletFinalizer);
          collectOrphans();
          return true;
        });
  }

  private static ObjectNode withoutKubeletFinalizer(ObjectNode pod) {
    ArrayNode finalizers = pod.withArray("/metadata/finalizers");
    for (int index = finalizers.size() - 1; index >= 0; index--) {
      if (finalizers.get(index).asText().equals(KUBELET_FINALIZER)) {
        finalizers.remove(index);
      }
    }
    return pod;
  }

  private void emptyNamespace(String namespace) {
    store.everything().keySet().stream()
        .filter(path -> path.namespace().equals(namespace))
        .forEach(path -> delete(path, MissingNode.getInstance(), -1));
  }

  /** Deletes what only removed objects owned, and what those owned. */
  private void collectOrphans() {
    for (List<String> uids = store.takeOrphanedUids();
        !uids.isEmpty();
        uids = store.takeOrphanedUids()) {
      Map<ResourcePath, ObjectNode> all = store.everything();
      Set<String> removed = Set.copyOf(uids);
      Set<String> present =
          all.values().stream()
              .map(object -> object.at("/metadata/uid").asText())
              .collect(Collectors.toSet());
      all.forEach(
          (path, object) -> {
            Set<String> owners = owners(object);
            if (owners.stream().anyMatch(removed::contains)
                && owners.stream().noneMatch(present::contains)) {
              delete(path, MissingNode.getInstance(), -1);
            }
          });
    }
  }

  /** Deletes an object if it has owners and none of them is there (any more). */
  void collectDangling(ResourcePath path) {
    store.atomically(
        () -> {
          store.get(path).filter(this::isDangling).ifPresent(object -> delete(path));
          return true;
        });
  }

  private boolean isDangling(ObjectNode object) {
    Set<String> owners = owners(object);
    return !owners.isEmpty()
        && store.everything().values().stream()
            .map(each -> each.at("/metadata/uid").asText())
            .noneMatch(owners::contains);
  }

  static Set<String> owners(JsonNode object) {
    return StreamSupport.stream(object.at("/metadata/ownerReferences").spliterator(), false)
        .map(owner -> owner.path("uid").asText())
        .collect(Collectors.toSet());
  }
}
