package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is around the scripts of one pod: its volume, the network, the daemon, the clock. */
final class PodEnvironment {

  enum Destination {
    NOT_READY,
    READY,
    NEVER
  }

  final SharedVolume volume;
  final Inputs inputs;
  final Locks locks;
  final Set<ScriptContainer> waiting = EnumSet.noneOf(ScriptContainer.class);
  final Set<ScriptContainer> absent = EnumSet.noneOf(ScriptContainer.class);

  /** Signals that have been sent to a main process and have not reached it. */
  final Map<ScriptContainer, String> signals = new EnumMap<>(ScriptContainer.class);

  /** Containers whose script a signal has struck: they are on the way to their end. */
  final Set<ScriptContainer> struck = EnumSet.noneOf(ScriptContainer.class);

  /** When each sleeping process wakes up, in milliseconds. */
  final Map<Long, Long> deadlines = new HashMap<>();

  /** Whether the stunnel container is a sidecar that the kubelet still keeps running. */
  boolean isKept;

  /** Whether stunnel's container was ever started again. */
  boolean isStunnelRestarted;

  Destination destination = Destination.NOT_READY;
  boolean isDaemonUp;
  long clockMs;
  int budget;

  /** Of the present rsync container: how often rsync ended with 0, and whether it ever did not. */
  int copies;

  boolean copyFailed;

  /** How often nc has asked, and how often it got no answer though stunnel was up. */
  int asked;

  int refused;
  boolean wasAnswered;

  /** Whether it has said that it started: from then on it tells how it ends. */
  boolean isMarked;

  boolean rsyncTerminated;

  PodEnvironment(SharedVolume volume, Inputs inputs, Locks locks, int budget) {
    this.volume = volume;
    this.inputs = inputs;
    this.locks = locks;
    this.budget = budget;
  }

  /** All that decides what can still happen. */
  String fingerprint(ScriptPod pod) {
    SortedMap<String, Long> sleepers = new TreeMap<>();
    deadlines.forEach((pid, deadline) -> sleepers.put(pod.name(pid), deadline - clockMs));
    return List.of(
            volume.fingerprint(),
            inputs.isComplete(ScriptContainer.RSYNC),
            inputs.isComplete(ScriptContainer.STUNNEL),
            locks.fingerprint(),
            waiting,
            absent,
            signals,
            struck,
            sleepers,
            isKept,
            isStunnelRestarted,
            destination,
            isDaemonUp,
            budget,
            copies,
            copyFailed,
            isMarked,
            rsyncTerminated)
        .toString();
  }

  boolean answers() {
    return isDaemonUp && destination == Destination.READY;
  }

  void endDaemon() {
    isDaemonUp = false;
    locks.endDaemon();
  }
}
