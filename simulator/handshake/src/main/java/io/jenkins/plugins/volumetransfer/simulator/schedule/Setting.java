package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may happen in a schedule.
 *
 * @param faults what may go wrong
 * @param budget how often in all
 * @param everyLine whether signals strike between any two commands, and not only where something
 *     outside of the script is touched
 * @param rsyncCode what rsync ends with where it fails by itself
 */
public record Setting(
    Topology topology, Set<ModelFault> faults, int budget, boolean everyLine, int rsyncCode) {
  /** Some files could not be copied. */
  static final int PARTIAL_COPY = 23;

  /** All faults but those that only one law is about. */
  public static final Set<ModelFault> USUAL =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ModelFault.STUNNEL_HANGS)));

  public Setting {
    faults = Set.copyOf(faults);
  }

  /** Where rsync fails, it says that some files could not be copied. */
  public Setting(Topology topology, Set<ModelFault> faults, int budget, boolean everyLine) {
    this(topology, faults, budget, everyLine, PARTIAL_COPY);
  }
}
