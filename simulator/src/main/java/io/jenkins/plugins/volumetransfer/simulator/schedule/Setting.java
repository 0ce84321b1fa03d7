package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Fault;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Topology;
import java.util.Set;

/**
 * What may happen in a schedule.
 *
 * @param faults what may go wrong
 * @param budget how often in all
 * @param allLines whether signals strike between any two commands, and not only where something
 *     outside of the script is touched
 */
public record Setting(Topology topology, Set<Fault> faults, int budget, boolean allLines) {

  public Setting {
    faults = Set.copyOf(faults);
  }
}
