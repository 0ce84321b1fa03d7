package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.time.Duration;
import java.util.Optional;

/** A container of which nothing is known: it does its work, and succeeds. */
final class TaskPart implements ContainerBehaviour {

  private final Duration duration;
  private Optional<VirtualContainer> container = Optional.empty();

  TaskPart(Duration duration) {
    this.duration = duration;
  }

  @Override
  public void begin(VirtualContainer container) {
    this.container = Optional.of(container);
    container.after(duration, () -> container.end(ExitCode.SUCCESS.number()));
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
