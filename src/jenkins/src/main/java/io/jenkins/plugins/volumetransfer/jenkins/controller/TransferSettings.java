package io.jenkins.plugins.volumetransfer.jenkins.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.ExtensionList;

/** What an administrator sets for all builds. Asked anew for each run. */
public interface TransferSettings {
  /** Where nobody set anything. */
  TransferSettings DEFAULT = new TransferSettings() {};

  /** Whether builds may use the service account of the pod that Jenkins runs in. */
  default boolean inClusterAllowed() {
    return false;
  }

  /**
   * Transfers under way at the same time, of all builds together; at least 1. A change counts from
   * when no transfer is under way.
   */
  default int maxConcurrentTransfers() {
    return 64;
  }

  /**
   * Fields of the spec that a build does not write itself, such as {@code image} or {@code
   * timeoutSeconds}, as in docs/spec.md; a new object each time.
   */
  default ObjectNode specDefaults() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Of this controller. */
  static TransferSettings get() {
    return ExtensionList.lookup(TransferSettings.class).stream().findFirst().orElse(DEFAULT);
  }
}
