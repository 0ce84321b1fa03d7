package io.jenkins.plugins.volumetransfer.simulator.level.scripts;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.level.model.ModelStrikes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Latency;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptPlay;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scenario is to the scripts: the faults of the model, with rsync's true code; and what is
 * late, is late.
 */
final class ScriptStrikes {
  private static final int ANY_FAILURE = 23;

  private ScriptStrikes() {}

  static ScriptPlay play(Scenario scenario, ExpectedEnd verdict, Topology topology) {
    return new ScriptPlay(
        topology,
        ModelStrikes.blows(scenario, topology),
        rsyncCode(scenario),
        late(scenario),
        ModelStrikes.clocks(verdict));
  }

  /** Why it can't be played. */
  static Optional<String> obstacle(Scenario scenario) {
    if (scenario.has(What.NODE_LOST)) {
      return Optional.of(
          "the scripts of a lost node do nothing more and see nothing; only the engine does");
    }
    return scenario.has(What.CLOCK_JUMPS)
        ? Optional.of("time is virtual here, and there is no wall clock to be set")
        : Optional.empty();
  }

  private static int rsyncCode(Scenario scenario) {
    return scenario.strikes().stream()
        .flatMap(strike -> rsyncCode(strike).stream())
        .findFirst()
        .orElse(ANY_FAILURE);
  }

  private static Optional<Integer> rsyncCode(Strike strike) {
    return switch (strike.what()) {
      case RSYNC_EXITS -> Optional.of(strike.code().orElseThrow());
      case RSYNC_TERMINATED -> Optional.of(ExitCode.INTERRUPTED.number());
      // A connection that is cut, or was not made.
      case TUNNEL_REFUSES -> Optional.of(ExitCode.SOCKET_IO.number());
      default -> Optional.empty();
    };
  }

  private static Set<Latency> late(Scenario scenario) {
    return scenario.strikes().stream()
        .flatMap(strike -> late(strike).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Latency> late(Strike strike) {
    return switch (strike.what()) {
      case STUNNEL_STARTS_LATE -> Optional.of(Latency.STUNNEL);
      case CONTAINER_STARTS_LATE ->
          Optional.of(
              strike.isOn(SourceContainer.STUNNEL)
                  ? Latency.STUNNEL_CONTAINER
                  : Latency.RSYNC_CONTAINER);
      case SLOW -> Optional.of(Latency.SURROUNDINGS);
      default -> Optional.empty();
    };
  }
}
