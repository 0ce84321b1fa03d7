package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;

/** Where a watch's events go. Called in order, under the store's lock: it must not block. */
interface WatchSink {

  /** {@code type} is ADDED, MODIFIED, DELETED or ERROR. */
  void event(String type, JsonNode object);

  /** The watch is over; nothing follows. */
  void end();
}
