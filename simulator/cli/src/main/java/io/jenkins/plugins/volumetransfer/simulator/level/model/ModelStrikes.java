package io.jenkins.plugins.volumetransfer.simulator.level.model;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Blow;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Fault;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Play;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Stretch;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.scenario.When;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a strike is to the model. Where it does not tell things apart, its class stands for them:
 * any failure of rsync for each of its codes, SIGKILL for the out-of-memory killer, half of the
 * volumes for half of the data.
 */
public final class ModelStrikes {
  private static final int HALF = 50;

  private ModelStrikes() {}

  /** Strikes that only change how fast something is are none: the model has all speeds. */
  public static List<Blow> blows(Scenario scenario, Topology topology) {
    return scenario.strikes().stream()
        .flatMap(
            strike ->
                fault(strike, topology).map(fault -> new Blow(fault, stretch(strike))).stream())
        .toList();
  }

  /** Whose timeouts may be over: those of which the verdict names the code. */
  public static Set<Play.Clock> clocks(ExpectedEnd verdict) {
    Set<Play.Clock> clocks = EnumSet.noneOf(Play.Clock.class);
    if (verdict.rsync().has(ExitCode.TUNNEL_NOT_READY)) {
      clocks.add(Play.Clock.TUNNEL);
    }
    if (verdict.stunnel().has(ExitCode.RSYNC_NEVER_STARTED)) {
      clocks.add(Play.Clock.RSYNC_START);
    }
    return clocks;
  }

  private static Optional<Fault> fault(Strike strike, Topology topology) {
    boolean rsync = !strike.isOn(SourceContainer.STUNNEL);
    return switch (strike.what()) {
      // Without its destination, rsync fails.
      case RSYNC_EXITS, RSYNC_TERMINATED, TUNNEL_REFUSES -> Optional.of(Fault.RSYNC_FAILS);
      case RSYNC_KILLED -> Optional.of(Fault.RSYNC_KILLED);
      case STUNNEL_NOT_STARTED -> Optional.of(Fault.STUNNEL_NOT_STARTED);
      case STUNNEL_DIES, STUNNEL_TERMINATED -> Optional.of(Fault.STUNNEL_DIES);
      case CONTAINER_KILLED, CONTAINER_OOM_KILLED ->
          Optional.of(rsync ? Fault.RSYNC_CONTAINER_KILLED : Fault.STUNNEL_CONTAINER_KILLED);
      case CONTAINER_TERMINATED ->
          Optional.of(
              rsync ? Fault.RSYNC_CONTAINER_TERMINATED : Fault.STUNNEL_CONTAINER_TERMINATED);
      case CONTAINER_NEVER_STARTS ->
          Optional.of(rsync ? Fault.RSYNC_CONTAINER_ABSENT : Fault.STUNNEL_CONTAINER_ABSENT);
      case CONTAINER_RESTARTED ->
          Optional.of(rsync ? Fault.RSYNC_CONTAINER_RESTARTED : Fault.STUNNEL_CONTAINER_RESTARTED);
      case TUNNEL_NEVER_ANSWERS -> Optional.of(Fault.TUNNEL_NEVER_ANSWERS);
      // A sidecar is told to end only once the pod's own containers have ended, as always.
      case POD_EVICTED, POD_DELETED ->
          Optional.of(
              topology == Topology.SEPARATE ? Fault.POD_DELETED : Fault.RSYNC_CONTAINER_TERMINATED);
      case VOLUME_FULL -> Optional.of(Fault.VOLUME_FULL);
      case VOLUME_READ_ONLY -> Optional.of(Fault.VOLUME_READ_ONLY);
      // A new pod has a new volume: its run is one from the initial state.
      case POD_REPLACED, STUNNEL_STARTS_LATE, CONTAINER_STARTS_LATE, CLOCK_JUMPS, SLOW, NODE_LOST ->
          Optional.empty();
    };
  }

  private static Stretch stretch(Strike strike) {
    return switch (strike.when().point()) {
      case AT_THE_START -> atTheStart(strike.what());
      case BEFORE_NC -> Stretch.BEFORE_NC;
      case WHILE_NC_ASKS -> Stretch.WHILE_NC_ASKS;
      // rsync can only find it out.
      case BETWEEN_NC_AND_RSYNC ->
          strike.what() == What.TUNNEL_REFUSES ? Stretch.FIRST_COPY : Stretch.BETWEEN_NC_AND_RSYNC;
      case DURING_RSYNC -> copy(strike.when());
      case AFTER_RSYNC -> Stretch.AFTER_RSYNC;
      case AFTER_ITS_END, AT_ANY_TIME -> Stretch.ANYWHERE;
    };
  }

  /** What is about a start has its moment in the model's own table. */
  private static Stretch atTheStart(What what) {
    return what == What.VOLUME_FULL || what == What.VOLUME_READ_ONLY
        ? Stretch.BEFORE_ANY_CONTAINER
        : Stretch.ANYWHERE;
  }

  private static Stretch copy(When when) {
    if (when.percent().isEmpty()) {
      return Stretch.ANY_COPY;
    }
    return when.percent().getAsInt() < HALF ? Stretch.FIRST_COPY : Stretch.SECOND_COPY;
  }
}
