package io.jenkins.plugins.volumetransfer.driver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The turns of an engine's runs: only so many at once, first come, first served. For the loop's
 * thread alone.
 */
final class Slots {
  private record Place(RunHandle run, String transfer) {}

  private record Waiting(Place place, Runnable granted) {}

  private final int max;
  private final Set<Place> held = new HashSet<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  Slots(int max) {
    this.max = max;
  }

  void await(RunHandle run, String transfer, Runnable granted) {
    waiting.add(new Waiting(new Place(run, transfer), granted));
    grant();
  }

  /** Also of one that still waits. */
  void pass(RunHandle run, String transfer) {
    Place place = new Place(run, transfer);
    waiting.removeIf(each -> each.place().equals(place));
    held.remove(place);
    grant();
  }

  /** All that a run has or waits for. */
  void passAll(RunHandle run) {
    waiting.removeIf(each -> each.place().run().equals(run));
    held.removeIf(place -> place.run().equals(run));
    grant();
  }

  private void grant() {
    while (held.size() < max && !waiting.isEmpty()) {
      Waiting next = waiting.remove();
      held.add(next.place());
      next.granted().run();
    }
  }
}
