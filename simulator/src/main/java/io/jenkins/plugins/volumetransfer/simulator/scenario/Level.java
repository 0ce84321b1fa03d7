package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.spec.Topology;

/** A level of reality on which scenarios are played. */
public interface Level {

  /** For tables: one word. */
  String name();

  /** Plays it and judges by the scenario's verdict. Bounded; what it starts, it ends. */
  Played play(Scenario scenario, Topology topology);
}
