package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.LocalContainer;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Signal;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does what a strike says, once. */
final class Striking {
  private static final Duration JUMP = Duration.ofHours(1);

  private final Strike strike;
  private final LocalSetup stage;
  private final Topology topology;
  private final ShiftedClock clock;
  private final AtomicBoolean done = new AtomicBoolean();

  Striking(Strike strike, LocalSetup stage, Topology topology, ShiftedClock clock) {
    this.strike = strike;
    this.stage = stage;
    this.topology = topology;
    this.clock = clock;
  }

  boolean isDone() {
    return done.get();
  }

  /** Nothing if it was done before. Where it ends processes, it returns once they are gone. */
  void strike() {
    if (!done.getAndSet(true)) {
      doIt();
    }
  }

  private void doIt() {
    switch (strike.what()) {
      case RSYNC_KILLED -> end(stage.sourceContainer(SourceContainer.RSYNC), "rsync", Signal.KILL);
      case RSYNC_TERMINATED ->
          end(stage.sourceContainer(SourceContainer.RSYNC), "rsync", Signal.TERM);
      case STUNNEL_DIES -> end(tunnel(), "stunnel", Signal.KILL);
      case STUNNEL_TERMINATED -> end(tunnel(), "stunnel", Signal.TERM);
      case CONTAINER_KILLED -> {
        LocalContainer container = struck();
        // Those of now: a sidecar may have others before anybody has looked.
        List<ProcessHandle> processes = container.processes();
        container.kill(Signal.KILL);
        ProcessPolling.until(
            "the container's end", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
      }
      case CONTAINER_TERMINATED -> struck().kill(Signal.TERM);
      case CONTAINER_OOM_KILLED -> struck().oomKill();
      case TUNNEL_REFUSES ->
          end(stage.destinationContainer(SourceContainer.STUNNEL), "stunnel", Signal.KILL);
      case POD_EVICTED, POD_REPLACED ->
          stage.sourcePod().evict("The node was low on resource: memory.");
      case POD_DELETED -> stage.deleteSourcePod();
      case NODE_LOST -> {
        stage.sourcePod().loseNode();
        stage.sourcePod().reportNodeLost();
      }
      case CLOCK_JUMPS -> clock.jump(JUMP);
      // Done by an answer at the gate, or before the run.
      case RSYNC_EXITS,
          STUNNEL_NOT_STARTED,
          STUNNEL_STARTS_LATE,
          CONTAINER_NEVER_STARTS,
          CONTAINER_STARTS_LATE,
          TUNNEL_NEVER_ANSWERS,
          SLOW -> {}
      case CONTAINER_RESTARTED, VOLUME_FULL, VOLUME_READ_ONLY ->
          throw new IllegalStateException(strike.words() + " can't be played here");
    }
  }

  private LocalContainer tunnel() {
    LocalContainer container =
        stage.sourceContainer(
            SourceContainer.STUNNEL.isIn(topology)
                ? SourceContainer.STUNNEL
                : SourceContainer.RSYNC);
    ProcessPolling.until("stunnel to be up", () -> isUp(container.processes()));
    return container;
  }

  /** stunnel goes into the background once it listens: then its parent is none of the container. */
  private static boolean isUp(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(process -> process.info().commandLine().orElse("").contains("stunnel.conf"))
        .anyMatch(process -> process.parent().filter(processes::contains).isEmpty());
  }

  private LocalContainer struck() {
    return strike.isOn(SourceContainer.STUNNEL)
        ? tunnel()
        : stage.sourceContainer(SourceContainer.RSYNC);
  }

  private static void end(LocalContainer container, String program, Signal signal) {
    ProcessPolling.until(program + " to be struck", () -> container.kill(program, signal) > 0);
    ProcessPolling.until("the end of " + program, () -> container.kill(program, signal) == 0);
  }
}
