package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * Decides before each step whether a schedule may be left there. What can still come depends on the
 * state alone: where an other schedule went on from the same one, the rest is known. So of
 * schedules that differ only in the order of independent steps one is run to its end.
 */
@FunctionalInterface
interface Pruning {
  Pruning NONE = (step, state) -> false;

  /**
   * @param step how many steps there were before
   * @param state a digest of what the processes have learnt, of what is around them, and of what a
   *     witness knows
   */
  boolean isKnown(int step, Supplier<UUID> state);
}
