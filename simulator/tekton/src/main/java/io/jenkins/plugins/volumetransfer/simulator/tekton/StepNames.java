package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What steps' containers are called (pkg/pod/entrypoint.go). */
final class StepNames {
  static final String PREFIX = "step-";

  private StepNames() {}

  static String of(ObjectNode step, int index) {
    String name = step.path("name").asText();
    return PREFIX + (name.isEmpty() ? "unnamed-" + index : name);
  }
}
