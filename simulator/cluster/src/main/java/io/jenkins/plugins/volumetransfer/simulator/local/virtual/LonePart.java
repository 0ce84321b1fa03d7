package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A container that nobody waits for: it serves until it is told to stop, or works and succeeds. */
final class LonePart implements ContainerBehaviour {
  private final List<String> greeting;
  private final Optional<Duration> duration;
  private Optional<VirtualContainer> container = Optional.empty();

  private LonePart(List<String> greeting, Optional<Duration> duration) {
    this.greeting = greeting;
    this.duration = duration;
  }

  /**
   * @param greeting what it says at its start
   */
  static LonePart daemon(List<String> greeting) {
    return new LonePart(greeting, Optional.empty());
  }

  static LonePart task(Duration duration) {
    return new LonePart(List.of(), Optional.of(duration));
  }

  @Override
  public void begin(VirtualContainer started) {
    container = Optional.of(started);
    started.say(greeting);
    duration.ifPresent(time -> started.after(time, () -> started.end(ExitCode.SUCCESS.number())));
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
