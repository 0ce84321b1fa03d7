package io.jenkins.plugins.volumetransfer.engine;

/** A request, or some in a row, that the engine asked for and hears of again. */
public enum RequestKind {
  CHECK_CLAIMS,
  CREATE_DESTINATION,
  /** Fails with {@link Reason#OTHER_RUN} where a pod of another run was there before it. */
  CREATE_DESTINATION_POD,
  CREATE_SOURCE,
  DELETE_PODS,
  DELETE_REMAINS,
  /** A pod of the run that no attempt of this process has made. */
  DELETE_STRAY,
  DELETE_ALL
}
