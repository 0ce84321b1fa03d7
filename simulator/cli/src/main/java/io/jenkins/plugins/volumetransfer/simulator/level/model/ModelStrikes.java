package io.jenkins.plugins.volumetransfer.simulator.level.model;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Injection;
import io.jenkins.plugins.volumetransfer.simulator.handshake.InjectionPlan;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Interval;
import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
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
  public static List<Injection> blows(Scenario scenario, Topology topology) {
    return scenario.strikes().stream()
        .flatMap(
            strike ->
                fault(strike, topology)
                    .map(fault -> new Injection(fault, stretch(strike)))
                    .stream())
        .toList();
  }

  /** Whose timeouts may be over: those of which the verdict names the code. */
  public static Set<InjectionPlan.Clock> clocks(ExpectedEnd verdict) {
    Set<InjectionPlan.Clock> clocks = EnumSet.noneOf(InjectionPlan.Clock.class);
    if (verdict.rsync().has(ExitCode.TUNNEL_NOT_READY)) {
      clocks.add(InjectionPlan.Clock.TUNNEL);
    }
    if (verdict.stunnel().has(ExitCode.RSYNC_NEVER_STARTED)) {
      clocks.add(InjectionPlan.Clock.RSYNC_START);
    }
    return clocks;
  }

  private static Optional<ModelFault> fault(Strike strike, Topology topology) {
    boolean rsync = !strike.isOn(SourceContainer.STUNNEL);
    return switch (strike.what()) {
      // Without its destination, rsync fails.
      case RSYNC_EXITS, RSYNC_TERMINATED, TUNNEL_REFUSES -> Optional.of(ModelFault.RSYNC_FAILS);
      case RSYNC_KILLED -> Optional.of(ModelFault.RSYNC_KILLED);
      case STUNNEL_NOT_STARTED -> Optional.of(ModelFault.STUNNEL_NOT_STARTED);
      case STUNNEL_DIES, STUNNEL_TERMINATED -> Optional.of(ModelFault.STUNNEL_DIES);
      case CONTAINER_KILLED, CONTAINER_OOM_KILLED ->
          Optional.of(
              rsync ? ModelFault.RSYNC_CONTAINER_KILLED : ModelFault.STUNNEL_CONTAINER_KILLED);
      case CONTAINER_TERMINATED ->
          Optional.of(
              rsync
                  ? ModelFault.RSYNC_CONTAINER_TERMINATED
                  : ModelFault.STUNNEL_CONTAINER_TERMINATED);
      case CONTAINER_NEVER_STARTS ->
          Optional.of(
              rsync ? ModelFault.RSYNC_CONTAINER_ABSENT : ModelFault.STUNNEL_CONTAINER_ABSENT);
      case CONTAINER_RESTARTED ->
          Optional.of(
              rsync
                  ? ModelFault.RSYNC_CONTAINER_RESTARTED
                  : ModelFault.STUNNEL_CONTAINER_RESTARTED);
      case TUNNEL_NEVER_ANSWERS -> Optional.of(ModelFault.TUNNEL_NEVER_ANSWERS);
      // A sidecar is told to end only once the pod's own containers have ended, as always.
      case POD_EVICTED, POD_DELETED ->
          Optional.of(
              topology == Topology.SEPARATE
                  ? ModelFault.POD_DELETED
                  : ModelFault.RSYNC_CONTAINER_TERMINATED);
      case VOLUME_FULL -> Optional.of(ModelFault.VOLUME_FULL);
      case VOLUME_READ_ONLY -> Optional.of(ModelFault.VOLUME_READ_ONLY);
      // A new pod has a new volume: its run is one from the initial state.
      case POD_REPLACED, STUNNEL_STARTS_LATE, CONTAINER_STARTS_LATE, CLOCK_JUMPS, SLOW, NODE_LOST ->
          Optional.empty();
    };
  }

  private static Interval stretch(Strike strike) {
    return switch (strike.when().point()) {
      case AT_THE_START -> atTheStart(strike.what());
      case BEFORE_NC -> Interval.BEFORE_NC;
      case WHILE_NC_ASKS -> Interval.WHILE_NC_ASKS;
      // rsync can only find it out.
      case BETWEEN_NC_AND_RSYNC ->
          strike.what() == What.TUNNEL_REFUSES
              ? Interval.FIRST_COPY
              : Interval.BETWEEN_NC_AND_RSYNC;
      case DURING_RSYNC -> copy(strike.when());
      case AFTER_RSYNC -> Interval.AFTER_RSYNC;
      case AFTER_ITS_END, AT_ANY_TIME -> Interval.ANYWHERE;
    };
  }

  /** What is about a start has its moment in the model's own table. */
  private static Interval atTheStart(What what) {
    return what == What.VOLUME_FULL || what == What.VOLUME_READ_ONLY
        ? Interval.BEFORE_ANY_CONTAINER
        : Interval.ANYWHERE;
  }

  private static Interval copy(When when) {
    if (when.percent().isEmpty()) {
      return Interval.ANY_COPY;
    }
    return when.percent().getAsInt() < HALF ? Interval.FIRST_COPY : Interval.SECOND_COPY;
  }
}
