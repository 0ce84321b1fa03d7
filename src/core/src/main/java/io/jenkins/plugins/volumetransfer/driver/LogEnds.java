package io.jenkins.plugins.volumetransfer.driver;

/** What becomes of the logs of an attempt's containers before its pods are deleted. */
public enum LogEnds {
  /** Their ends are read and announced: one more request for each container. */
  READ,
  LEFT
}
