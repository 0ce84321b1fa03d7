package io.jenkins.plugins.volumetransfer.engine;

/** A request, or some in a row, that the engine asked for and hears of again. */
public enum Step {
  CHECK_CLAIMS,
  CREATE_DESTINATION,
  CREATE_DESTINATION_POD,
  CREATE_SOURCE,
  DELETE_PODS,
  DELETE_REMAINS,
  DELETE_ALL
}
