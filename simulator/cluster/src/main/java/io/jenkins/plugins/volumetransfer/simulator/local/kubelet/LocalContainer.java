package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A container of a local pod from the outside, for looking into it and for doing it harm. */
public final class LocalContainer {

  private final PodContainer container;
  private final Loop loop;

  LocalContainer(PodContainer container, Loop loop) {
    this.container = container;
    this.loop = loop;
  }

  public String name() {
    return container.name();
  }

  /** All its processes now, none when it does not run. */
  public List<ProcessHandle> processes() {
    return process().map(ContainerProcess::processes).orElse(List.of());
  }

  /**
   * Sends a signal to the main process. As to process 1 of a real container, a signal for which it
   * has no handler does nothing, except KILL and STOP.
   */
  public void kill(Signal signal) {
    loop.call(
        () -> {
          container.signal(signal);
          return true;
        });
  }

  /**
   * Sends a signal to each process that runs this command.
   *
   * @param command the name of a program or of a script without its directory, for instance {@code
   *     rsync}
   * @return how many there were
   */
  public int kill(String command, Signal signal) {
    List<ProcessHandle> named =
        processes().stream().filter(process -> ProcessTable.isNamed(process, command)).toList();
    named.forEach(signal::send);
    return named.size();
  }

  /** The kernel kills the main process for want of memory: reason OOMKilled, code 137. */
  public void oomKill() {
    loop.call(
        () -> {
          container.oomKill();
          return true;
        });
  }

  /** Where a path of the container is on this machine; empty before its first start. */
  public Optional<Path> locate(String path) {
    return process().map(process -> process.locate(path));
  }

  /** Empty where containers are no processes. */
  private Optional<ContainerProcess> process() {
    return loop.call(container::run)
        .filter(ContainerProcess.class::isInstance)
        .map(ContainerProcess.class::cast);
  }
}
