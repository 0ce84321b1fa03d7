package io.jenkins.plugins.volumetransfer.simulator.junit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What a transfer has left in a cluster. */
final class Leftovers {

  /** What is there before and after: places, nodes, and the data itself. */
  private static final Set<String> STAYING =
      Set.of(
          "namespaces",
          "nodes",
          "storageclasses",
          "events",
          "persistentvolumeclaims",
          "persistentvolumes");

  private final ObjectStore objects;
  private final Semaphore changes = new Semaphore(0);

  Leftovers(ObjectStore objects) {
    this.objects = objects;
    objects.listen(change -> changes.release());
  }

  /**
   * What is left, as {@code pods app-3/transfer}; of what is being deleted, only what has not gone
   * after {@code patience}.
   */
  List<String> after(Duration patience) throws InterruptedException {
    Clock clock = SteadyClock.fromNow();
    Instant end = clock.instant().plus(patience);
    List<Map.Entry<ResourcePath, ObjectNode>> left = left();
    while (!left.isEmpty() && left.stream().allMatch(Leftovers::isGoing)) {
      Duration rest = Duration.between(clock.instant(), end);
      if (!changes.tryAcquire(Math.max(0, rest.toNanos()), TimeUnit.NANOSECONDS)) {
        break;
      }
      left = left();
    }
    return left.stream().map(Leftovers::words).sorted().toList();
  }

  private List<Map.Entry<ResourcePath, ObjectNode>> left() {
    return objects.everything().entrySet().stream()
        .filter(entry -> !STAYING.contains(entry.getKey().resource()))
        .toList();
  }

  private static boolean isGoing(Map.Entry<ResourcePath, ObjectNode> object) {
    return object.getValue().path("metadata").has("deletionTimestamp");
  }

  private static String words(Map.Entry<ResourcePath, ObjectNode> object) {
    ResourcePath path = object.getKey();
    String name = path.namespace().isEmpty() ? path.name() : path.namespace() + "/" + path.name();
    return object.getValue().path("kind").asText(path.resource())
        + " "
        + name
        + (isGoing(object) ? " (being deleted)" : "");
  }
}
