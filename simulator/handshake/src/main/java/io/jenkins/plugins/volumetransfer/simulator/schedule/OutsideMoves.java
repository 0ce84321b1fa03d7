package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Fault;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can happen around the scripts: the kubelet's part, the network, and the faults. */
final class OutsideMoves {
  /** What {@link Stage} holds back. */
  static final String RESTART = "starts the stunnel container again, whatever its code";

  static final String CUT =
      "ends with an error, as its connection went with the former stunnel (12)";

  /** The kubelet's shortest. */
  private static final long BACK_OFF_MS = 10_000;

  static final String FOR_POD = "kubelet, for the pod";

  private static final int CONNECTION_LOST = 12;
  private static final int KILLED = 137;

  private final ScriptPod pod;
  private final World world;
  private final Setting setting;
  private final ScriptMoves scriptMoves;
  private List<Move> moves = new ArrayList<>();

  OutsideMoves(ScriptPod pod, World world, Setting setting, ScriptMoves scriptMoves) {
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
      for (Container container : world.waiting) {
        outside(
            "kubelet",
            "starts the " + container.containerName() + " container",
            () -> start(container));
      }
    }
    if (world.destination == World.Destination.NOT_READY) {
      outside(
          "network",
          "the destination gets ready",
          () -> world.destination = World.Destination.READY);
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
    if (world.waiting.contains(Container.STUNNEL)) {
      outside("kubelet", "starts the stunnel container", () -> start(Container.STUNNEL));
    } else if (world.waiting.contains(Container.RSYNC)) {
      outside(
          "kubelet",
          "starts the rsync container, as its sidecar was started",
          () -> start(Container.RSYNC));
    }
    if (world.isKept && isOver(Container.RSYNC)) {
      outside(
          FOR_POD,
          "sees that the rsync container is over: SIGTERM to the stunnel container, if it runs",
          () -> {
            world.isKept = false;
            pod.main(Container.STUNNEL)
                .filter(this::isAwake)
                .ifPresent(main -> terminate(Container.STUNNEL));
          });
    }
    if (world.isKept && pod.exitCode(Container.STUNNEL).isPresent()) {
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

  private boolean isOver(Container container) {
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
              start(Container.STUNNEL);
            }));
  }

  private void outside(String actor, String text, Runnable effect) {
    moves.add(new Move(actor, 0, text, "", Move.Rank.OUTSIDE, effect));
  }

  private void fault(Fault fault, String actor, String text, Runnable effect) {
    fault(fault, actor, text, Move.Rank.FAULT, effect);
  }

  private void fault(Fault fault, String actor, String text, Move.Rank rank, Runnable effect) {
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

  private void start(Container container) {
    // What was missing was missing for one start; that it is missing again is another fault.
    if (!world.waiting.contains(container)) {
      world.inputs.restore(container);
    }
    world.struck.remove(container);
    world.locks.dropClosed();
    world.isStunnelRestarted |=
        container == Container.STUNNEL && !world.waiting.contains(container);
    world.waiting.remove(container);
    if (container == Container.RSYNC) {
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
            Fault.RSYNC_FAILS,
            "rsync process",
            String.format(Locale.ROOT, "ends with an error (%d)", setting.rsyncCode()),
            () -> scriptMoves.endRsync(process, setting.rsyncCode()));
        fault(Fault.RSYNC_KILLED, "rsync process", "is killed", () -> killRsync(process));
      } else if (process.asks("stunnel")) {
        fault(
            Fault.STUNNEL_NOT_STARTED,
            process.container.containerName(),
            "stunnel does not start",
            () -> pod.resume(process, 1));
        fault(
            Fault.STUNNEL_HANGS,
            process.container.containerName(),
            "stunnel does not start: it hangs until it is ended",
            () -> pod.resume(process, 124));
      }
    }
    if (world.isDaemonUp) {
      fault(Fault.STUNNEL_DIES, "stunnel process", "dies", world::endDaemon);
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
    for (Container container : Container.values()) {
      boolean isRsync = container == Container.RSYNC;
      String name = "the " + container.containerName() + " container";
      Optional<ScriptProcess> main = pod.main(container);
      if (main.isPresent()) {
        fault(
            isRsync ? Fault.RSYNC_CONTAINER_KILLED : Fault.STUNNEL_CONTAINER_KILLED,
            "kubelet",
            "SIGKILL to " + name,
            () -> pod.killContainer(container));
        if (isAwake(main.get())) {
          fault(
              isRsync ? Fault.RSYNC_CONTAINER_TERMINATED : Fault.STUNNEL_CONTAINER_TERMINATED,
              "kubelet",
              "SIGTERM to " + name,
              Move.Rank.SIGNAL,
              () -> terminate(container));
        }
      }
      if (world.waiting.contains(container)) {
        fault(
            isRsync ? Fault.RSYNC_CONTAINER_ABSENT : Fault.STUNNEL_CONTAINER_ABSENT,
            "kubelet",
            "never starts " + name,
            () -> {
              // The containers of a pod start only once its sidecar did.
              List<Container> absent =
                  setting.topology() == Topology.SIDECAR && !isRsync
                      ? List.of(Container.values())
                      : List.of(container);
              world.waiting.removeAll(absent);
              world.absent.addAll(absent);
            });
      }
      boolean isSidecar = setting.topology() == Topology.SIDECAR;
      if (pod.exitCode(container).orElse(0) != 0 && (!isSidecar || isRsync && world.isKept)) {
        fault(
            isRsync ? Fault.RSYNC_CONTAINER_RESTARTED : Fault.STUNNEL_CONTAINER_RESTARTED,
            "kubelet",
            "restarts " + name,
            () -> start(container));
      }
    }
    if (pod.main(Container.RSYNC).filter(this::isAwake).isPresent()
        && pod.main(Container.STUNNEL).filter(this::isAwake).isPresent()) {
      fault(
          Fault.POD_DELETED,
          "kubelet",
          "SIGTERM to both containers",
          Move.Rank.SIGNAL,
          () -> {
            terminate(Container.RSYNC);
            terminate(Container.STUNNEL);
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

  private void terminate(Container container) {
    world.signals.put(container, "TERM");
    if (container == Container.RSYNC) {
      world.rsyncTerminated = true;
    }
  }

  private void ofSurroundings() {
    for (Container container : world.waiting) {
      if (!world.inputs.isComplete(container)) {
        continue;
      }
      fault(
          Fault.BAD_INPUT,
          container.containerName(),
          "an input of the " + container.containerName() + " container is missing",
          () -> world.inputs.remove(container));
    }
    if (world.destination == World.Destination.NOT_READY) {
      fault(
          Fault.TUNNEL_NEVER_ANSWERS,
          "network",
          "the destination never answers",
          () -> world.destination = World.Destination.NEVER);
    }
    if (world.volume.state() == SharedVolume.State.WRITABLE) {
      fault(Fault.VOLUME_FULL, "volume", "is full from now on", world.volume::fill);
      if (pod.alive().isEmpty()) {
        fault(Fault.VOLUME_READ_ONLY, "volume", "is mounted read-only", world.volume::makeReadOnly);
      }
    }
  }
}
