package io.jenkins.plugins.volumetransfer.simulator.handshake;

/**
 * What can be seen of a state of the model from outside: as much as can be seen of real scripts.
 *
 * @param isStarted whether {@code rsync-client-container-started} exists
 * @param done what {@code rsync-client-container-done} says
 * @param isTunnelDone whether {@code stunnel-container-done} exists
 * @param isCopying whether an rsync runs
 * @param destination NOT_READY, READY or NEVER
 * @param volume WRITABLE, FULL or READ_ONLY
 */
public record PodView(
    ContainerView rsync,
    ContainerView stunnel,
    boolean isStarted,
    Code done,
    boolean isTunnelDone,
    boolean isCopying,
    boolean isDaemonUp,
    String destination,
    String volume) {

  /**
   * One container.
   *
   * @param line where its script stands
   * @param code how it ended; of no meaning before
   * @param isTimed whether its timer runs
   * @param isInterrupted whether a signal has been sent that its script has not acted upon
   */
  public record ContainerView(
      Line line,
      Code code,
      boolean holdsLock,
      boolean isTimed,
      boolean isWatching,
      boolean isInterrupted) {

    private static ContainerView of(Party party, long s) {
      return new ContainerView(
          party.at(s),
          party.code(s),
          party.lock().on(s),
          Pod.is(s, party, Pod.Timer.RUNNING),
          party.watcher().on(s),
          party.isInterrupted(s));
    }
  }

  public static PodView of(long s) {
    return new PodView(
        ContainerView.of(Pod.R, s),
        ContainerView.of(Pod.S, s),
        Pod.STARTED.on(s),
        Code.of(Pod.DONE.get(s)),
        Pod.TUNNEL_DONE.on(s),
        Pod.is(s, Pod.Rsync.RUNNING),
        Pod.is(s, Pod.Stunnel.UP),
        Pod.Destination.values()[Pod.DESTINATION.get(s)].name(),
        Pod.Volume.values()[Pod.VOLUME.get(s)].name());
  }
}
