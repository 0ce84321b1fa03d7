package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What may go wrong with a request on its way. */
public sealed interface Fault {

  /**
   * The API server answers with this HTTP status code and does nothing.
   *
   * @param message empty: the usual one of this code
   */
  record Refuse(int code, String message) implements Fault {
    public Refuse(int code) {
      this(code, "");
    }
  }

  /** The API server takes this much longer, then does what was asked. */
  record Delay(Duration duration) implements Fault {}

  /**
   * The API server waits until something else has happened, then does what was asked.
   *
   * @param until asked when the request comes
   * @param max how long it waits if that does not happen
   */
  record Hold(Supplier<CompletionStage<Void>> until, Duration max) implements Fault {}

  /** The connection is closed without an answer; nothing was done. */
  record Disconnect() implements Fault {}
}
