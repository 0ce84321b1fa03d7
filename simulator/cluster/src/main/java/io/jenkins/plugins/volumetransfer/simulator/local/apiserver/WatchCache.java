package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Watches, served from a log of all changes rather than by fabric8's dispatcher, whose watches lose
 * what happens while they open and always start over. A watch that asks for a resource version gets
 * each later event once and in order; one that asks for none, or for 0, first gets what exists; one
 * that asks for more than the log still holds gets 410 Expired.
 */
public final class WatchCache {

  private static final int HISTORY_EVENTS_MAX = 20_000;

  private final ObjectStore store;
  private final Deque<StoreEvent> history = new ArrayDeque<>();
  private final Set<Watch> open = new LinkedHashSet<>();
  private long forgottenUpTo;

  WatchCache(ObjectStore store) {
    this.store = store;
    store.listen(this::record);
  }

  /**
   * Looks whether the request can be understood.
   *
   * @throws IllegalArgumentException when it cannot
   */
  static void check(ApiRequest request) {
    Selectors.of(request);
    from(request);
  }

  private static long from(ApiRequest request) {
    return request.parameter("resourceVersion").map(Long::parseLong).orElse(0L);
  }

  /**
   * A list as it was at a resource version ({@code resourceVersionMatch=Exact}): what has changed
   * since is undone, the latest change first.
   */
  Answer listing(ApiRequest request) {
    long version = from(request);
    if (version == 0) {
      return Answer.badRequest("resourceVersionMatch=Exact needs a resourceVersion");
    }
    if (version < forgottenUpTo) {
      return Answer.failure(410, "Expired", "too old resource version: " + version);
    }
    Map<ResourcePath, ObjectNode> objects = new TreeMap<>(Comparator.comparing(Object::toString));
    store.list(request.path()).forEach(each -> objects.put(request.path().of(each), each));
    for (Iterator<StoreEvent> latest = history.descendingIterator(); latest.hasNext(); ) {
      StoreEvent event = latest.next();
      if (event.version() > version && request.path().covers(event.path())) {
        if (event.isCreation()) {
          objects.remove(event.path());
        } else {
          objects.put(event.path(), (ObjectNode) event.before());
        }
      }
    }
    return Answer.ok(
        Listing.of(
            request.path(),
            objects.values().stream().filter(Selectors.of(request)).toList(),
            version));
  }

  /** Opens a watch. The result ends it without a word to the sink. */
  Runnable open(ApiRequest request, WatchSink sink) {
    Watch watch = new Watch(request.path(), Selectors.of(request), sink);
    return store.atomically(
        () -> {
          long from = from(request);
          if (from > 0 && from < forgottenUpTo) {
            Answer expired = Answer.failure(410, "Expired", "too old resource version: " + from);
            sink.event("ERROR", expired.body());
            sink.end();
            return () -> {};
          }
          if (from == 0) {
            store.list(watch.scope()).stream()
                .filter(watch.selected())
                .forEach(object -> sink.event("ADDED", object));
          } else {
            history.stream().filter(event -> event.version() > from).forEach(watch::offer);
          }
          open.add(watch);
          return () -> store.atomically(() -> open.remove(watch));
        });
  }

  /** Ends all open watches, as an API server that restarts does. */
  public void interrupt() {
    store.atomically(
        () -> {
          open.forEach(watch -> watch.sink().end());
          open.clear();
          return true;
        });
  }

  /** Forgets all events so far: a watch that resumes from before now gets 410 Expired. */
  public void forgetHistory() {
    store.atomically(
        () -> {
          history.clear();
          forgottenUpTo = store.version();
          return true;
        });
  }

  /** How many watches are open. */
  public int count() {
    return store.atomically(open::size);
  }

  private void record(StoreEvent event) {
    history.addLast(event);
    if (history.size() > HISTORY_EVENTS_MAX) {
      forgottenUpTo = history.removeFirst().version();
    }
    open.forEach(watch -> watch.offer(event));
  }

  private record Watch(ResourcePath scope, Predicate<JsonNode> selected, WatchSink sink) {

    void offer(StoreEvent event) {
      if (scope.covers(event.path())) {
        type(event)
            .ifPresent(
                type -> sink.event(type, type.equals("DELETED") ? last(event) : event.after()));
      }
    }

    private Optional<String> type(StoreEvent event) {
      boolean was = !event.isCreation() && selected.test(event.before());
      boolean is = !event.isRemoval() && selected.test(event.after());
      if (was && is) {
        return Optional.of("MODIFIED");
      }
      return was ? Optional.of("DELETED") : is ? Optional.of("ADDED") : Optional.empty();
    }

    private static JsonNode last(StoreEvent event) {
      return event.isRemoval() ? event.before() : event.after();
    }
  }
}
