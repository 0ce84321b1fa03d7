package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

/** Something that the simulator can do. */
public interface Simulation {

  /** How many steps it makes, for who shows its progress. */
  int steps();

  /** Does it; bounded. */
  SimulationResult run(Watcher watcher);

  /** Is told of each step as it begins. */
  @FunctionalInterface
  interface Watcher {
    void begins(String step);
  }
}
