package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All objects of the cluster: fabric8's CRUD dispatcher, called in process, with every change told
 * to listeners in order. One lock covers each operation, so that a listener, a list and the start
 * of a watch never see different orders.
 */
public final class ObjectStore extends KubernetesCrudDispatcher {

  private static final Set<String> WITH_STATUS =
      Set.of("pods", "services", "nodes", "namespaces", "persistentvolumeclaims");
  private static final String JSON = "application/json";

  private final List<Consumer<StoreEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<String> orphanedUids = new ArrayDeque<>();
  private boolean creating;
  private boolean rehearsing;
  private long lastVersion;

  /** Listeners are called under the lock: they must be quick and must not change the store. */
  public void listen(Consumer<StoreEvent> listener) {
    listeners.add(listener);
  }

  /** Runs {@code operation} while nothing else can read or change the store. */
  public synchronized <T> T atomically(Supplier<T> operation) {
    return operation.get();
  }

  /** Runs {@code operation} and undoes all that it changed; nobody is told of it. */
  synchronized <T> T rehearse(Supplier<T> operation) {
    Map<AttributeSet, String> before = new LinkedHashMap<>(map);
    rehearsing = true;
    try {
      return operation.get();
    } finally {
      rehearsing = false;
      map.clear();
      map.putAll(before);
    }
  }

  public synchronized Optional<ObjectNode> get(ResourcePath path) {
    return matching(path).findFirst();
  }

  /** The object at {@code path} as one of fabric8's types. */
  public <T> Optional<T> get(ResourcePath path, Class<T> type) {
    return get(path).map(node -> Json.as(node, type));
  }

  /** All objects of a collection, by namespace and name. */
  public synchronized List<ObjectNode> list(ResourcePath collection) {
    return matching(collection)
        .sorted(
            Comparator.comparing((ObjectNode node) -> node.at("/metadata/namespace").asText())
                .thenComparing(node -> node.at("/metadata/name").asText()))
        .toList();
  }

  /** All objects of a collection as one of fabric8's types. */
  public <T> List<T> list(ResourcePath collection, Class<T> type) {
    return list(collection).stream().map(node -> Json.as(node, type)).toList();
  }

  public synchronized Answer create(ResourcePath collection, JsonNode object) {
    creating = true;
    try {
      Answer answer = send(HttpMethod.POST, collection, JSON, object.toString());
      // Not the answer itself: it does not have the uid that we gave.
      return answer.isError() ? answer : Answer.ok(get(collection.of(answer.body())).orElseThrow());
    } finally {
      creating = false;
    }
  }

  synchronized Answer replace(ResourcePath path, JsonNode object) {
    return send(HttpMethod.PUT, path, JSON, object.toString());
  }

  synchronized Answer jsonPatch(ResourcePath path, String patch) {
    return send(HttpMethod.PATCH, path, "application/json-patch+json", patch);
  }

  synchronized Answer delete(ResourcePath path) {
    return send(HttpMethod.DELETE, path, JSON, "");
  }

  /** Reads, changes and writes the object at {@code path}; does nothing when it is not there. */
  public synchronized Optional<Answer> edit(ResourcePath path, UnaryOperator<ObjectNode> change) {
    return get(path).map(object -> replace(path, change.apply(object)));
  }

  /** The resource version of the latest change. */
  synchronized long version() {
    return lastVersion;
  }

  @Override
  public long requestResourceVersion() {
    lastVersion = super.requestResourceVersion();
    return lastVersion;
  }

  @Override
  public boolean isStatusSubresourceEnabledForResource(String path) {
    // On creation our admission has already put the right status there.
    return !creating
        && (isBuiltInWithStatus(path) || super.isStatusSubresourceEnabledForResource(path));
  }

  private static boolean isBuiltInWithStatus(String path) {
    return path.startsWith("/api/v1/") && WITH_STATUS.contains(parse(path).resource());
  }

  @Override
  public void processEvent(
      String path,
      AttributeSet pathAttributes,
      AttributeSet oldAttributes,
      GenericKubernetesResource resource,
      String newState) {
    String oldState = oldAttributes == null ? null : map.get(oldAttributes);
    String stored = creating ? withRandomUid(newState) : newState;
    super.processEvent(path, pathAttributes, oldAttributes, resource, stored);
    if (!rehearsing && !Objects.equals(oldState, stored)) {
      publish(parse(path), tree(oldState), tree(stored));
    }
  }

  /** The dispatcher counts: its uids are the same in each JVM, and here they name directories. */
  private static String withRandomUid(String state) {
    ObjectNode object = (ObjectNode) tree(state);
    object.withObject("/metadata").put("uid", UUID.randomUUID().toString());
    return object.toString();
  }

  private void publish(ResourcePath requested, JsonNode before, JsonNode after) {
    JsonNode last = after;
    if (after.isMissingNode()) {
      // As in Kubernetes a removal has a version of its own.
      ((ObjectNode) before.path("metadata"))
          .put("resourceVersion", String.valueOf(requestResourceVersion()));
      orphanedUids.add(before.at("/metadata/uid").asText());
      last = before;
    }
    long version = last.at("/metadata/resourceVersion").asLong();
    StoreEvent event = new StoreEvent(version, requested.of(last), before, after);
    listeners.forEach(listener -> listener.accept(event));
  }

  /** The uids of the objects that were removed since the last call. */
  synchronized List<String> takeOrphanedUids() {
    List<String> uids = List.copyOf(orphanedUids);
    orphanedUids.clear();
    return uids;
  }

  /** Every object of the cluster, with its path as far as it can be told from the object. */
  public synchronized Map<ResourcePath, ObjectNode> everything() {
    Map<ResourcePath, ObjectNode> all = new LinkedHashMap<>();
    for (Map.Entry<AttributeSet, String> entry : new ArrayList<>(map.entrySet())) {
      ObjectNode object = (ObjectNode) tree(entry.getValue());
      String apiVersion = object.path("apiVersion").asText();
      int slash = apiVersion.indexOf('/');
      String plural =
          String.valueOf(entry.getKey().getAttribute("plural").getValues().iterator().next());
      ResourcePath collection =
          new ResourcePath(
              slash < 0 ? "" : apiVersion.substring(0, slash),
              apiVersion.substring(slash + 1),
              "",
              plural,
              "",
              "");
      all.put(collection.of(object), object);
    }
    return all;
  }

  private Stream<ObjectNode> matching(ResourcePath path) {
    AttributeSet wanted = getKey(path.withSubresource("").toString());
    return new ArrayList<>(map.entrySet())
        .stream()
            .filter(entry -> entry.getKey().matches(wanted))
            .map(entry -> (ObjectNode) tree(entry.getValue()));
  }

  private Answer send(HttpMethod method, ResourcePath path, String contentType, String body) {
    Headers headers = Headers.builder().add("Content-Type", contentType).build();
    Buffer content = new Buffer().writeUtf8(body);
    MockResponse response =
        dispatch(new RecordedRequest("HTTP/1.1", method, path.toString(), headers, content));
    String text = response.getBody() == null ? "" : response.getBody().readUtf8();
    JsonNode answer = text.isBlank() ? MissingNode.getInstance() : tree(text);
    return response.code() < 400 ? Answer.ok(answer) : explain(response.code(), path, answer);
  }

  /** The dispatcher's errors say "Invalid" for everything, or nothing at all. */
  private static Answer explain(int code, ResourcePath path, JsonNode answer) {
    String message = answer.path("message").asText();
    return switch (code) {
      case 404 -> Answer.notFound(path);
      case 409 ->
          message.contains("already exists")
              ? Answer.alreadyExists(path)
              : Answer.conflict(
                  path,
                  "the object has been modified; please apply your changes to the latest version"
                      + " and try again");
      case 415 -> Answer.unsupportedMediaType(message);
      case 422 -> Answer.invalid(path, message);
      default -> Answer.failure(code, "BadRequest", message);
    };
  }

  private static ResourcePath parse(String path) {
    return ApiRequest.of(
            io.vertx.core.http.HttpMethod.GET,
            path,
            io.vertx.core.MultiMap.caseInsensitiveMultiMap())
        .orElseThrow(() -> new IllegalArgumentException("not a resource: " + path))
        .path();
  }

  private static JsonNode tree(String json) {
    return json == null ? MissingNode.getInstance() : Json.parse(json);
  }
}
