package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is simulated, and which options have a meaning then. */
public enum Mode {
  LIST("--list"),
  EXPLORE("--explore", "--topology", "--budget", "--html"),
  RANDOM("--seed", "--topology", "--html"),
  REPLAY("--replay", "--html"),
  DEFECTS("--scripts", "--topology", "--html"),
  SCENARIOS("", "--scenario", "--topology", "--level", "--html");

  private final String option;
  private final Set<String> others;

  Mode(String option, String... others) {
    this.option = option;
    this.others = Set.of(others);
  }

  /**
   * The one that these options ask for.
   *
   * @param given names of options; {@code --scripts} only if it asks for those of the seed
   */
  public static Mode of(Set<String> given) {
    return Stream.of(values())
        .filter(mode -> given.contains(mode.option))
        .findFirst()
        .orElse(SCENARIOS);
  }

  /** The first of these options that has no meaning in this mode, and what it has to do with. */
  public Optional<String> problem(Set<String> given) {
    return given.stream()
        .filter(each -> !each.equals(option) && !others.contains(each))
        .findFirst()
        .map(
            each ->
                this == SCENARIOS
                    ? each + " goes only with " + homeOf(each)
                    : name(each) + " does not go with " + name(option));
  }

  private static String homeOf(String option) {
    return Stream.of(values())
        .filter(mode -> mode.others.contains(option))
        .map(mode -> name(mode.option))
        .findFirst()
        .orElseThrow();
  }

  private static String name(String option) {
    return option.equals("--scripts") ? "--scripts seed" : option;
  }
}
