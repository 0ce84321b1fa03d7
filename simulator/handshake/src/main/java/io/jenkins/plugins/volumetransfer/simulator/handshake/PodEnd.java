package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.Set;

/**
 * How both containers of a pod have ended. The model tells rsync's codes apart only by success, so
 * each is a set: those that the exit code may be.
 *
 * @param rsync none: the container never started
 * @param stunnel none: it never started, or the pod has no such container
 */
public record PodEnd(Set<ExitCode> rsync, Set<ExitCode> stunnel) {

  static PodEnd of(long s) {
    return new PodEnd(Pod.R.code(s).exitCodes(), Pod.S.code(s).exitCodes());
  }

  static boolean isReached(long s) {
    return Pod.R.isOver(s) && Pod.S.isOver(s);
  }
}
