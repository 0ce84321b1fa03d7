package io.jenkins.plugins.volumetransfer.simulator.scenario;

/** A catalogue is not as it should be; the message names the scenario and the field. */
public final class ScenarioException extends RuntimeException {
  ScenarioException(String scenario, String problem) {
    super(scenario + ": " + problem);
  }
}
