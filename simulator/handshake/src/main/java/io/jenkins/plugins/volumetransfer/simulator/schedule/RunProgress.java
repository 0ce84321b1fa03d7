package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Interval;
import java.util.Optional;

/** How far a run has come, as far as can be seen from outside of the scripts. */
record RunProgress(ScriptPod pod, PodEnvironment world) {
  private static final int VOLUMES = 2;

  long clockMs() {
    return world.clockMs;
  }

  boolean isIn(Interval stretch) {
    return switch (stretch) {
      case ANYWHERE -> true;
      case BEFORE_ANY_CONTAINER -> pod.alive().isEmpty() && !hasEnded();
      case BEFORE_NC -> world.asked == 0;
      case WHILE_NC_ASKS ->
          world.isDaemonUp && world.refused > 0 && !world.wasAnswered && asks("nc").isPresent();
      case BETWEEN_NC_AND_RSYNC -> world.wasAnswered && copies() == 0 && asks("rsync").isEmpty();
      case FIRST_COPY -> asks("rsync").isPresent() && copies() == 0;
      case SECOND_COPY -> asks("rsync").isPresent() && copies() == 1;
      case ANY_COPY -> asks("rsync").isPresent();
      case AFTER_RSYNC -> world.copies == VOLUMES && pod.main(ScriptContainer.RSYNC).isPresent();
    };
  }

  private boolean hasEnded() {
    return pod.exitCode(ScriptContainer.RSYNC).isPresent()
        || pod.exitCode(ScriptContainer.STUNNEL).isPresent();
  }

  private int copies() {
    return world.copies + (world.copyFailed ? 1 : 0);
  }

  private Optional<ScriptProcess> asks(String verb) {
    return pod.alive().stream().filter(process -> process.asks(verb)).findFirst();
  }

  /** Whether something can be kept from ending it. */
  static boolean canLast(Interval stretch) {
    return switch (stretch) {
      case BEFORE_NC, WHILE_NC_ASKS, FIRST_COPY, SECOND_COPY, ANY_COPY -> true;
      case ANYWHERE, BEFORE_ANY_CONTAINER, BETWEEN_NC_AND_RSYNC, AFTER_RSYNC -> false;
    };
  }

  /** Whether this would end it. */
  static boolean ends(Interval stretch, Move move) {
    return switch (stretch) {
      case BEFORE_NC -> move.rank() == Move.Rank.WORK && move.text().startsWith("nc ");
      case WHILE_NC_ASKS -> move.actor().equals("network");
      case FIRST_COPY, SECOND_COPY, ANY_COPY -> isCopied(move);
      case ANYWHERE, BEFORE_ANY_CONTAINER, BETWEEN_NC_AND_RSYNC, AFTER_RSYNC -> false;
    };
  }

  /** Whether rsync has done its work. */
  static boolean isCopied(Move move) {
    return move.rank() == Move.Rank.WORK && move.actor().equals("rsync process");
  }

  boolean isOver(ScriptContainer container) {
    return world.absent.contains(container) || pod.exitCode(container).isPresent();
  }

  /** Whether the stunnel container was just started, and has no trap for SIGTERM yet. */
  boolean isStunnelDeaf() {
    return pod.main(ScriptContainer.STUNNEL)
        .filter(main -> main.question.verb().equals("start") || !main.catchesTerm())
        .isPresent();
  }

  /** Whether the stunnel container is over, or has come so far that it waits too. */
  boolean isStunnelWaiting() {
    return world.isDaemonUp || isOver(ScriptContainer.STUNNEL);
  }
}
