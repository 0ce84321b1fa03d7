package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.lang3.function.Failable;

/** The files that the pod's ConfigMap would mount. */
record Inputs(Path directory) {

  void restore() {
    write("rsync-arguments", "--archive\n");
    write("volumes", "one\t\ntwo\t\n");
    write("stunnel.conf", "\n");
  }

  /** What this container needs. */
  void restore(ScriptContainer container) {
    if (container == ScriptContainer.RSYNC) {
      write("rsync-arguments", "--archive\n");
    } else {
      write("stunnel.conf", "\n");
    }
  }

  private void write(String name, String text) {
    Failable.run(() -> Files.writeString(directory.resolve(name), text));
  }

  boolean isComplete(ScriptContainer container) {
    return Files.exists(needed(container));
  }

  /** The same, by the container's name. */
  boolean isMissing(String container) {
    for (ScriptContainer some : ScriptContainer.values()) {
      if (some.containerName().equals(container)) {
        return !isComplete(some);
      }
    }
    return false;
  }

  void remove(ScriptContainer container) {
    Failable.run(() -> Files.delete(needed(container)));
  }

  private Path needed(ScriptContainer container) {
    return directory.resolve(
        container == ScriptContainer.RSYNC ? "rsync-arguments" : "stunnel.conf");
  }
}
