package io.jenkins.plugins.volumetransfer.simulator.handshake;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be seen of a state of the model from outside: as much as can be seen of real scripts.
 *
 * @param done what {@code rsync-client-container-done} says
 * @param destination NOT_READY, READY or NEVER
 * @param volume WRITABLE, FULL or READ_ONLY
 */
public record PodView(
    ContainerView rsync,
    ContainerView stunnel,
    Code done,
    Set<Fact> facts,
    String destination,
    String volume) {

  /** What holds of the pod as a whole. */
  public enum Fact {
    /** {@code rsync-client-container-started} exists. */
    STARTED,
    /** {@code stunnel-container-done} exists. */
    TUNNEL_DONE,
    /** An rsync runs. */
    COPYING,
    DAEMON_UP
  }

  /** What holds of a container. */
  public enum Trait {
    HOLDS_LOCK,
    /** Its timer runs. */
    TIMED,
    WATCHING,
    /** A signal has been sent that its script has not acted upon. */
    INTERRUPTED
  }

  /**
   * One container.
   *
   * @param line where its script stands
   * @param code how it ended; of no meaning before
   */
  public record ContainerView(Line line, Code code, Set<Trait> traits) {
    private static ContainerView of(Party party, long s) {
      Set<Trait> traits = EnumSet.noneOf(Trait.class);
      put(traits, Trait.HOLDS_LOCK, party.lock().on(s));
      put(traits, Trait.TIMED, Pod.is(s, party, Pod.Timer.RUNNING));
      put(traits, Trait.WATCHING, party.watcher().on(s));
      put(traits, Trait.INTERRUPTED, party.isInterrupted(s));
      return new ContainerView(party.at(s), party.code(s), traits);
    }
  }

  /** Into a set of what holds, if it does. */
  public static <T> void put(Set<T> all, T one, boolean holds) {
    if (holds) {
      all.add(one);
    }
  }

  public static PodView of(long s) {
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    put(facts, Fact.STARTED, Pod.STARTED.on(s));
    put(facts, Fact.TUNNEL_DONE, Pod.TUNNEL_DONE.on(s));
    put(facts, Fact.COPYING, Pod.is(s, Pod.Rsync.RUNNING));
    put(facts, Fact.DAEMON_UP, Pod.is(s, Pod.Stunnel.UP));
    return new PodView(
        ContainerView.of(Pod.R, s),
        ContainerView.of(Pod.S, s),
        Code.of(Pod.DONE.get(s)),
        facts,
        Pod.Destination.values()[Pod.DESTINATION.get(s)].name(),
        Pod.Volume.values()[Pod.VOLUME.get(s)].name());
  }
}
