package io.jenkins.plugins.volumetransfer.simulator.schedule;

/** What takes its time: what others can do by then comes first. */
public enum Latency {
  /** stunnel, before it listens. */
  STUNNEL,
  RSYNC_CONTAINER,
  STUNNEL_CONTAINER,
  /** All that is outside of the scripts: the kubelet, the network, nc, rsync. */
  SURROUNDINGS;

  boolean isAbout(Move move) {
    return switch (this) {
      case STUNNEL -> move.text().startsWith("stunnel ");
      case RSYNC_CONTAINER -> starts(move, ScriptContainer.RSYNC);
      case STUNNEL_CONTAINER -> starts(move, ScriptContainer.STUNNEL);
      case SURROUNDINGS -> move.rank() == Move.Rank.OUTSIDE || move.rank() == Move.Rank.WORK;
    };
  }

  private static boolean starts(Move move, ScriptContainer container) {
    return move.rank() == Move.Rank.OUTSIDE
        && move.text().equals("starts the " + container.containerName() + " container");
  }
}
