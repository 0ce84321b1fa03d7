package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.List;
import java.util.Optional;

/** A container that only serves: it goes on until it is told to stop. */
final class DaemonPart implements ContainerBehaviour {

  private final List<String> greeting;
  private Optional<VirtualContainer> container = Optional.empty();

  /**
   * @param greeting what it says at its start
   */
  DaemonPart(List<String> greeting) {
    this.greeting = List.copyOf(greeting);
  }

  @Override
  public void begin(VirtualContainer container) {
    this.container = Optional.of(container);
    container.say(greeting);
  }

  @Override
  public void terminate() {
    container.ifPresent(running -> running.end(ExitCode.TERM.number()));
  }

  @Override
  public void ended(VirtualContainer.End end) {
    // Nobody waits for it.
  }

  @Override
  public boolean isReady() {
    return container.isPresent();
  }
}
