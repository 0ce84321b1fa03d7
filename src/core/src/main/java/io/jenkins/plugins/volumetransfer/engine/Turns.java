package io.jenkins.plugins.volumetransfer.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which transfers of a run have asked for their turn and not ended since.
 *
 * @param max how many there may be at once
 */
record Turns(int max, Set<String> taken) {
  Turns {
    taken = Set.copyOf(taken);
  }

  boolean free() {
    return taken.size() < max;
  }

  Turns with(String transfer) {
    Set<String> more = new LinkedHashSet<>(taken);
    more.add(transfer);
    return new Turns(max, more);
  }

  Turns without(String transfer) {
    Set<String> fewer = new LinkedHashSet<>(taken);
    fewer.remove(transfer);
    return new Turns(max, fewer);
  }
}
