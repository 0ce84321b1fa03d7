package io.jenkins.plugins.volumetransfer.cli;

import java.util.function.Consumer;

/** Signals to this process, and its end. */
public interface Signals {
  /** Signals that come from now on go to the listener, on a thread of their own. */
  void listen(Consumer<StopSignal> listener);

  /** Ends the process at once, without another word. */
  void halt(ExitStatus status);
}
