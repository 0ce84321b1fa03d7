package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the API was asked for what, refused requests included. */
public final class RequestCounts {

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(ApiRequest request) {
    String key = request.verb() + " " + request.path().resourceWithSubresource();
    counts.computeIfAbsent(key, added -> new LongAdder()).increment();
  }

  /** All requests for resources so far. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The requests with this verb for this resource, for instance {@code ("list", "pods")}. */
  public long of(String verb, String resource) {
    LongAdder count = counts.get(verb + " " + resource);
    return count == null ? 0 : count.sum();
  }

  /** All counts; a key is a verb, a space and a resource. */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((key, count) -> all.put(key, count.sum()));
    return all;
  }

  /** Starts counting anew. */
  public void reset() {
    counts.clear();
  }
}
