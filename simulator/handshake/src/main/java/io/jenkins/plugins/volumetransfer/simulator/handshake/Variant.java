package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is modelled.
 *
 * @param off precautions that the scripts go without
 * @param remedies changes that were tried here first; see {@link Mitigation#APPLIED}
 * @param faults what may go wrong
 * @param budget how often in all; at most 3
 */
public record Variant(
    Scripts scripts,
    Topology topology,
    Set<Guard> off,
    Set<Mitigation> remedies,
    Set<ModelFault> faults,
    int budget) {

  /** Whose scripts. */
  public enum Scripts {
    OURS,
    /** The two of the enhancement that this project began with. */
    SEED,
    /** The same, with one path for the done file in both, which they lack. */
    SEED_ONE_PATH
  }

  public Variant {
    off = Set.copyOf(off);
    remedies = Set.copyOf(remedies);
    faults = Set.copyOf(faults);
    if (budget < 0 || budget > 3) {
      throw new IllegalArgumentException("a budget is 0 to 3 faults, not " + budget);
    }
  }

  /** Our scripts, with all faults. */
  public static Variant ours(Topology topology, int budget) {
    Set<ModelFault> faults = EnumSet.allOf(ModelFault.class);
    return new Variant(Scripts.OURS, topology, Set.of(), Mitigation.APPLIED, faults, budget);
  }

  public Variant without(Guard guard) {
    return new Variant(scripts, topology, Set.of(guard), remedies, faults, budget);
  }

  /** With these faults only. */
  public Variant with(ModelFault... only) {
    return new Variant(scripts, topology, off, remedies, Set.of(only), budget);
  }

  /** With these remedies. */
  public Variant with(Set<Mitigation> changes) {
    return new Variant(scripts, topology, off, changes, faults, budget);
  }

  /** With every remedy. */
  public Variant mended() {
    return with(EnumSet.allOf(Mitigation.class));
  }

  boolean has(Mitigation remedy) {
    return remedies.contains(remedy);
  }

  boolean has(Guard guard) {
    return !off.contains(guard);
  }

  boolean may(ModelFault fault) {
    return faults.contains(fault);
  }

  boolean isSidecar() {
    return topology == Topology.SIDECAR;
  }

  boolean isSingle() {
    return topology == Topology.SINGLE;
  }
}
