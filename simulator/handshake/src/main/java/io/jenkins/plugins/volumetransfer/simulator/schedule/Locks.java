package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The locks of flock(2). One belongs to an open file description, so it is held for as long as any
 * process has a descriptor of it: which ones do is read from the kernel.
 */
final class Locks {

  /** Taken by a container on this descriptor; all processes of the container inherit it. */
  private record Lock(ScriptContainer container, int descriptor, Path file) {}

  private final ScriptPod pod;
  private final List<Lock> locks = new ArrayList<>();
  private Optional<Lock> daemon = Optional.empty();

  Locks(ScriptPod pod) {
    this.pod = pod;
  }

  boolean isHeld(Path file) {
    dropClosed();
    return locks.stream().anyMatch(lock -> lock.file().equals(file));
  }

  String fingerprint() {
    dropClosed();
    return locks + " " + daemon;
  }

  /** Who holds it, for people. */
  Optional<String> holder(Path file) {
    if (daemon.filter(lock -> lock.file().equals(file)).isPresent()) {
      return Optional.of("stunnel");
    }
    return Stream.of(ScriptContainer.values())
        .filter(container -> isHeldBy(container, file))
        .map(container -> "the " + container.containerName() + " container")
        .findFirst();
  }

  boolean isHeldBy(ScriptContainer container, Path file) {
    dropClosed();
    return locks.stream()
        .anyMatch(lock -> lock.file().equals(file) && lock.container() == container);
  }

  /** To be called before a container starts again: it opens the same files anew. */
  void dropClosed() {
    locks.removeIf(lock -> !isOpen(lock));
  }

  private boolean isOpen(Lock lock) {
    return daemon.filter(lock::equals).isPresent()
        || pod.alive().stream()
            .filter(process -> process.container == lock.container())
            .anyMatch(process -> isOpen(lock, process));
  }

  private static boolean isOpen(Lock lock, ScriptProcess process) {
    return process.file(lock.descriptor()).filter(lock.file()::equals).isPresent();
  }

  /** By descriptor; the file is free. */
  void take(ScriptProcess process, int descriptor) {
    process
        .file(descriptor)
        .ifPresent(file -> locks.add(new Lock(process.container, descriptor, file)));
  }

  /** The stunnel daemon is forked by this process, with its descriptors. */
  void startDaemon(ScriptProcess process) {
    daemon =
        locks.stream()
            .filter(lock -> lock.container() == process.container)
            .filter(lock -> lock.file().endsWith(SharedVolume.DAEMON_LOCK))
            .filter(lock -> isOpen(lock, process))
            .findFirst();
  }

  void endDaemon() {
    daemon = Optional.empty();
  }
}
