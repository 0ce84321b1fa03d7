package io.jenkins.plugins.volumetransfer.simulator.scenario;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that goes wrong.
 *
 * @param on the container that is struck; there where {@link What#needs()} says so
 * @param code what rsync ends with, 1 to 63; there where {@link What#needs()} says so
 */
public record Strike(What what, Optional<SourceContainer> on, OptionalInt code, When when) {

  /** Whether it strikes this container itself, by {@code on}. */
  public boolean isOn(SourceContainer container) {
    return on.filter(container::equals).isPresent();
  }

  /** In one line, such as {@code container killed (rsync) at 40 %}. */
  public String words() {
    String whom = on.map(container -> " (" + container.label() + ")").orElse("");
    return what.words()
        + (code.isPresent() ? " with " + code.getAsInt() : "")
        + whom
        + " "
        + when.words();
  }
}
