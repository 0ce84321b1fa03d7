package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.ArrayList;
import java.util.List;

/** What must hold in every schedule, as far as one run can show it. Texts, empty if all is well. */
final class ScriptLaws {
  private static final int VOLUMES = 2;
  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  private ScriptLaws() {}

  /** When a container has just ended. */
  static List<String> atEnd(
      ScriptContainer container, int code, ScriptPod pod, PodEnvironment world) {
    List<String> broken = new ArrayList<>();
    if (container == ScriptContainer.RSYNC) {
      if (code == 0 && (world.copies < VOLUMES || world.copyFailed)) {
        broken.add("S1: 0 only if rsync exited 0 for each volume");
      }
      if (code == 0 && world.rsyncTerminated) {
        broken.add("S1: after SIGTERM not 0");
      }
      if (owesCode(code, world) && !isTold(code, world)) {
        broken.add("L2: the exit code is told: " + code + ", not " + world.volume.files());
      }
    } else if (code != KILLED && code != TERMINATED && world.isDaemonUp && isCopying(pod)) {
      broken.add("S3: the handshake never ends stunnel while rsync runs");
    }
    if (!isNamed(code)) {
      broken.add("L2: the code %s of %s has no name".formatted(code, container.containerName()));
    }
    return broken;
  }

  private static boolean isCopying(ScriptPod pod) {
    return pod.alive().stream()
        .anyMatch(process -> process.container == ScriptContainer.RSYNC && process.asks("rsync"));
  }

  private static boolean owesCode(int code, PodEnvironment world) {
    return code != KILLED
        && world.isMarked
        && !world.rsyncTerminated
        && world.volume.state() == SharedVolume.State.WRITABLE;
  }

  private static boolean isTold(int code, PodEnvironment world) {
    return world
        .volume
        .content(SharedVolume.RSYNC + "-done")
        .filter(String.valueOf(code)::equals)
        .isPresent();
  }

  private static boolean isNamed(int code) {
    return code == 0 || ExitCode.of(code).isPresent();
  }
}
