package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** As whom the API was asked, by the header {@code Authorization}; nobody is refused for it. */
public final class SeenCredentials {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void saw(Optional<String> authorization) {
    counts.computeIfAbsent(authorization.orElse(""), added -> new LongAdder()).increment();
  }

  /**
   * Requests by the header's whole value, the empty one where there was none. All requests count:
   * those for versions and groups too.
   */
  public Map<String, Long> all() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((header, count) -> all.put(header, count.sum()));
    return all;
  }
}
