package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One change of one object.
 *
 * @param version the resource version that the change got
 * @param path the object
 * @param before its former state, a missing node when it was created
 * @param after its new state, a missing node when it was removed
 */
public record StoreEvent(long version, ResourcePath path, JsonNode before, JsonNode after) {

  /** Whether the object came to be by this change. */
  public boolean isCreation() {
    return before.isMissingNode();
  }

  /** Whether the object is gone. */
  public boolean isRemoval() {
    return after.isMissingNode();
  }
}
