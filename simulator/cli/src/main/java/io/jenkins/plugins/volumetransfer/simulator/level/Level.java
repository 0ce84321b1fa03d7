package io.jenkins.plugins.volumetransfer.simulator.level;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Optional;

/** A level of reality on which scenarios are played. */
public interface Level {

  /** For tables: one word. */
  String name();

  /** Plays it and judges by the scenario's verdict. Bounded; what it starts, it ends. */
  Played play(Scenario scenario, Topology topology);

  /** One run of it, to look at; empty: the level has none to show. */
  default Optional<Timeline> show(Scenario scenario, Topology topology) {
    return Optional.empty();
  }
}
