package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The arguments of flock(1).
 *
 * @param timeout seconds
 * @param file empty if a descriptor is given
 * @param command what is run with the lock held; may be empty
 */
record Flock(
    boolean blocks, Optional<String> timeout, OptionalInt descriptor, String file, String command) {

  static Flock of(List<String> words) {
    boolean blocks = true;
    Optional<String> timeout = Optional.empty();
    int place = 1;
    for (; words.get(place).startsWith("--"); place++) {
      switch (words.get(place)) {
        case "--nonblock" -> blocks = false;
        case "--timeout" -> timeout = Optional.of(words.get(++place));
        case "--shared", "--exclusive" -> {
          // No two of our scripts hold a shared lock for any time.
        }
        default -> throw new IllegalArgumentException("flock " + words.get(place));
      }
    }
    String target = words.get(place);
    boolean isDescriptor = target.chars().allMatch(Character::isDigit);
    return new Flock(
        blocks,
        timeout,
        isDescriptor ? OptionalInt.of(Integer.parseInt(target)) : OptionalInt.empty(),
        isDescriptor ? "" : target,
        String.join(" ", words.subList(place + 1, words.size())));
  }
}
