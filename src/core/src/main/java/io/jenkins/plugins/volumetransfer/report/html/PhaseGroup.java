package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import java.util.Locale;

/** Phases as the time line shows them: those that belong together have one colour. */
public enum PhaseGroup {
  WAITING,
  CHECKING,
  STARTING("starting pods"),
  COPYING,
  CLEANING("ending and cleaning up");

  private final String text;

  PhaseGroup() {
    this.text = cssClass();
  }

  PhaseGroup(String text) {
    this.text = text;
  }

  public static PhaseGroup of(Phase phase) {
    return switch (phase) {
      case NOT_STARTED, BACKING_OFF -> WAITING;
      case CHECKING -> CHECKING;
      case PREPARING_DESTINATION, STARTING_DESTINATION, STARTING_SOURCE -> STARTING;
      case COPYING -> COPYING;
      case SETTLING, READING_TUNNEL_LOGS, REMOVING_REMAINS, REMOVING_PODS, CLEANING, ENDED ->
          CLEANING;
    };
  }

  String cssClass() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For the legend. */
  String text() {
    return text;
  }
}
