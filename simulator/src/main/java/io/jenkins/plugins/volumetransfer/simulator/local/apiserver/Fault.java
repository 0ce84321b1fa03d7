package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.time.Duration;

/** What may go wrong with a request on its way. */
public sealed interface Fault {

  /** The API server answers with this HTTP status code and does nothing. */
  record Refuse(int code) implements Fault {}

  /** The API server takes this much longer, then does what was asked. */
  record Delay(Duration duration) implements Fault {}

  /** The connection is closed without an answer; nothing was done. */
  record Disconnect() implements Fault {}
}
