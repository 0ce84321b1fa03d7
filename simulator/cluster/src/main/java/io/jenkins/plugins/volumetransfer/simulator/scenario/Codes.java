package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * With which exit codes a container may end.
 *
 * @param numbers each documented in {@link ExitCode}
 * @param none whether it may have no exit code: never started, or ended unseen
 */
public record Codes(SortedSet<Integer> numbers, boolean none) {
  /** How {@code scenarios.yaml} writes that there is no code. */
  static final String NONE = "NONE";

  public Codes {
    numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
  }

  public static Codes of(Set<Integer> numbers) {
    return new Codes(new TreeSet<>(numbers), false);
  }

  /** Whether this is one of them; empty: no exit code. */
  public boolean allow(OptionalInt code) {
    return code.isPresent() ? numbers.contains(code.getAsInt()) : none;
  }

  public boolean has(ExitCode code) {
    return numbers.contains(code.number());
  }

  /** Nothing is said, as there is no such container. */
  public boolean isEmpty() {
    return numbers.isEmpty() && !none;
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    numbers.forEach(number -> names.add(nameOf(number)));
    if (none) {
      names.add(NONE);
    }
    return String.join(" or ", names);
  }

  static String nameOf(int number) {
    return ExitCode.of(number).map(ExitCode::name).orElse(Integer.toString(number));
  }
}
