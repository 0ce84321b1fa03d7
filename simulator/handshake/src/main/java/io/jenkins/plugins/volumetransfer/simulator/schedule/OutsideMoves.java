package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can happen around the scripts: the kubelet's part, the network, and the faults. */
final class OutsideMoves {
  /** What {@link FaultInjector} holds back. */
  static final String RESTART = "starts the stunnel container again, whatever its code";

  static final String CUT =
      "ends with an error, as its connection went with the former stunnel (12)";

  /** The kubelet's shortest. */
  private static final long BACK_OFF_MS = 10_000;

  static final String FOR_POD = "kubelet, for the pod";

  private static final int CONNECTION_LOST = 12;
  private static final int KILLED = 137;

  private final ScriptPod pod;
  private final PodEnvironment world;
  private final Setting setting;
  private final ScriptMoves scriptMoves;
  private List<Move> moves = new ArrayList<>();

  OutsideMoves(ScriptPod pod, PodEnvironment world, Setting setting, ScriptMoves scriptMoves) {
    this.pod = pod;
    this.world = world;
    this.setting = setting;
    this.scriptMoves = scriptMoves;
  }

  List<Move> all() {
    moves = new ArrayList<>();
    if (setting.topology() == Topology.SIDECAR) {
      kubeletOfSidecar();
    } else {
      for (ScriptContainer container : world.waiting) {
        outside(
            "kubelet",
            "starts the " + container.containerName() + " container",
            () -> start(container));
      }
    }
    if (world.destination == PodEnvironment.Destination.NOT_READY) {
      outside(
          "network",
          "the destination gets ready",
          () -> world.destination = PodEnvironment.Destination.READY);
    }
    if (world.budget > 0) {
      ofProcesses();
      ofContainers();
      ofSurroundings();
    }
    return moves;
  }

  /** The sidecar is kept until the kubelet knows that rsync's container is over. */
  private void kubeletOfSidecar() {
    if (world.waiting.contains(ScriptContainer.STUNNEL)) {
      outside("kubelet", "starts the stunnel container", () -> start(ScriptContainer.STUNNEL));
    } else if (world.waiting.contains(ScriptContainer.RSYNC)) {
      outside(
          "kubelet",
          "starts the rsync container, as its sidecar was started",
          () -> start(ScriptContainer.RSYNC));
    }
    if (world.isKept && isOver(ScriptContainer.RSYNC)) {
      outside(
          FOR_POD,
          "sees that the rsync container is over: SIGTERM to the stunnel container, if it runs",
          () -> {
            world.isKept = false;
            pod.main(ScriptContainer.STUNNEL)
                .filter(this::isAwake)
                .ifPresent(main -> terminate(ScriptContainer.STUNNEL));
          });
    }
    if (world.isKept && pod.exitCode(ScriptContainer.STUNNEL).isPresent()) {
      restartSidecar();
    }
    if (world.answers() && world.isStunnelRestarted) {
      rsync()
          .ifPresent(
              process ->
                  outside(
                      "rsync process", CUT, () -> scriptMoves.endRsync(process, CONNECTION_LOST)));
    }
  }

  private boolean isOver(ScriptContainer container) {
    return world.absent.contains(container) || pod.exitCode(container).isPresent();
  }

  private Optional<ScriptProcess> rsync() {
    return pod.alive().stream().filter(process -> process.asks("rsync")).findFirst();
  }

  /** At once; from the second time on after a back-off, in which all else goes on. */
  private void restartSidecar() {
    boolean backsOff = world.isStunnelRestarted;
    moves.add(
        new Move(
            "kubelet, for the sidecar",
            0,
            RESTART,
            "",
            backsOff ? Move.Rank.CLOCK : Move.Rank.OUTSIDE,
            () -> {
              world.clockMs += backsOff ? BACK_OFF_MS : 0;
              start(ScriptContainer.STUNNEL);
            }));
  }

  private void outside(String actor, String text, Runnable effect) {
    moves.add(new Move(actor, 0, text, "", Move.Rank.OUTSIDE, effect));
  }

  private void fault(ModelFault fault, String actor, String text, Runnable effect) {
    fault(fault, actor, text, Move.Rank.FAULT, effect);
  }

  private void fault(ModelFault fault, String actor, String text, Move.Rank rank, Runnable effect) {
    if (setting.faults().contains(fault)) {
      moves.add(
          new Move(
              actor,
              0,
              text,
              "",
              rank,
              Optional.of(fault),
              () -> {
                world.budget--;
                effect.run();
              }));
    }
  }

  private void start(ScriptContainer container) {
    // What was missing was missing for one start; that it is missing again is another fault.
    if (!world.waiting.contains(container)) {
      world.inputs.restore(container);
    }
    world.struck.remove(container);
    world.locks.dropClosed();
    world.isStunnelRestarted |=
        container == ScriptContainer.STUNNEL && !world.waiting.contains(container);
    world.waiting.remove(container);
    if (container == ScriptContainer.RSYNC) {
      world.copies = 0;
      world.copyFailed = false;
      world.isMarked = false;
      world.rsyncTerminated = false;
    }
    pod.start(container, setting.everyLine());
  }

  private void ofProcesses() {
    for (ScriptProcess process : List.copyOf(pod.alive())) {
      if (process.asks("rsync")) {
        fault(
            ModelFault.RSYNC_FAILS,
            "rsync process",
            "ends with an error (%s)".formatted(setting.rsyncCode()),
            () -> scriptMoves.endRsync(process, setting.rsyncCode()));
        fault(ModelFault.RSYNC_KILLED, "rsync process", "is killed", () -> killRsync(process));
      } else if (process.asks("stunnel")) {
        fault(
            ModelFault.STUNNEL_NOT_STARTED,
            process.container.containerName(),
            "stunnel does not start",
            () -> pod.resume(process, 1));
        fault(
            ModelFault.STUNNEL_HANGS,
            process.container.containerName(),
            "stunnel does not start: it hangs until it is ended",
            () -> pod.resume(process, 124));
      }
    }
    if (world.isDaemonUp) {
      fault(ModelFault.STUNNEL_DIES, "stunnel process", "dies", world::endDaemon);
    }
  }

  private void killRsync(ScriptProcess process) {
    world.copyFailed = true;
    if (process.isMain()) {
      pod.resume(process, KILLED);
    } else {
      pod.kill(process);
    }
  }

  private void ofContainers() {
    for (ScriptContainer container : ScriptContainer.values()) {
      boolean isRsync = container == ScriptContainer.RSYNC;
      String name = "the " + container.containerName() + " container";
      Optional<ScriptProcess> main = pod.main(container);
      if (main.isPresent()) {
        fault(
            isRsync ? ModelFault.RSYNC_CONTAINER_KILLED : ModelFault.STUNNEL_CONTAINER_KILLED,
            "kubelet",
            "SIGKILL to " + name,
            () -> pod.killContainer(container));
        if (isAwake(main.get())) {
          fault(
              isRsync
                  ? ModelFault.RSYNC_CONTAINER_TERMINATED
                  : ModelFault.STUNNEL_CONTAINER_TERMINATED,
              "kubelet",
              "SIGTERM to " + name,
              Move.Rank.SIGNAL,
              () -> terminate(container));
        }
      }
      if (world.waiting.contains(container)) {
        fault(
            isRsync ? ModelFault.RSYNC_CONTAINER_ABSENT : ModelFault.STUNNEL_CONTAINER_ABSENT,
            "kubelet",
            "never starts " + name,
            () -> {
              // The containers of a pod start only once its sidecar did.
              List<ScriptContainer> absent =
                  setting.topology() == Topology.SIDECAR && !isRsync
                      ? List.of(ScriptContainer.values())
                      : List.of(container);
              world.waiting.removeAll(absent);
              world.absent.addAll(absent);
            });
      }
      boolean isSidecar = setting.topology() == Topology.SIDECAR;
      if (pod.exitCode(container).orElse(0) != 0 && (!isSidecar || isRsync && world.isKept)) {
        fault(
            isRsync ? ModelFault.RSYNC_CONTAINER_RESTARTED : ModelFault.STUNNEL_CONTAINER_RESTARTED,
            "kubelet",
            "restarts " + name,
            () -> start(container));
      }
    }
    if (pod.main(ScriptContainer.RSYNC).filter(this::isAwake).isPresent()
        && pod.main(ScriptContainer.STUNNEL).filter(this::isAwake).isPresent()) {
      fault(
          ModelFault.POD_DELETED,
          "kubelet",
          "SIGTERM to both containers",
          Move.Rank.SIGNAL,
          () -> {
            terminate(ScriptContainer.RSYNC);
            terminate(ScriptContainer.STUNNEL);
          });
    }
  }

  /**
   * Process 1 gets no signal that it has no trap for, and one that is pending is not sent twice.
   */
  private boolean isAwake(ScriptProcess main) {
    return !main.question.verb().equals("start")
        && !world.signals.containsKey(main.container)
        && main.catchesTerm();
  }

  private void terminate(ScriptContainer container) {
    world.signals.put(container, "TERM");
    if (container == ScriptContainer.RSYNC) {
      world.rsyncTerminated = true;
    }
  }

  private void ofSurroundings() {
    for (ScriptContainer container : world.waiting) {
      if (!world.inputs.isComplete(container)) {
        continue;
      }
      fault(
          ModelFault.BAD_INPUT,
          container.containerName(),
          "an input of the " + container.containerName() + " container is missing",
          () -> world.inputs.remove(container));
    }
    if (world.destination == PodEnvironment.Destination.NOT_READY) {
      fault(
          ModelFault.TUNNEL_NEVER_ANSWERS,
          "network",
          "the destination never answers",
          () -> world.destination = PodEnvironment.Destination.NEVER);
    }
    if (world.volume.state() == SharedVolume.State.WRITABLE) {
      fault(ModelFault.VOLUME_FULL, "volume", "is full from now on", world.volume::fill);
      if (pod.alive().isEmpty()) {
        fault(
            ModelFault.VOLUME_READ_ONLY,
            "volume",
            "is mounted read-only",
            world.volume::makeReadOnly);
      }
    }
  }
}
