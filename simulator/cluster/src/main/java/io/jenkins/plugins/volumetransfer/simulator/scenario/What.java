package io.jenkins.plugins.volumetransfer.simulator.scenario;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes wrong. In {@code scenarios.yaml} each is written in words: {@code stunnel dies}. */
public enum What {
  /** rsync ends by itself with a code of its own. */
  RSYNC_EXITS(Needs.CODE),
  /** SIGKILL to rsync, not to the script that waits for it. */
  RSYNC_KILLED(Needs.NOTHING),
  /** SIGTERM to rsync, not to the script. */
  RSYNC_TERMINATED(Needs.NOTHING),
  /** stunnel refuses its configuration, its certificates or its port. */
  STUNNEL_NOT_STARTED(Needs.NOTHING),
  /** stunnel takes its time before it listens. */
  STUNNEL_STARTS_LATE(Needs.NOTHING),
  /** SIGKILL to stunnel, not to the script that watches it. */
  STUNNEL_DIES(Needs.NOTHING),
  /** SIGTERM to stunnel, not to the script. */
  STUNNEL_TERMINATED(Needs.NOTHING),
  /** SIGKILL to the container's main process. */
  CONTAINER_KILLED(Needs.CONTAINER),
  /** SIGTERM to the container's main process. */
  CONTAINER_TERMINATED(Needs.CONTAINER),
  /** The kernel kills the container for its use of memory. */
  CONTAINER_OOM_KILLED(Needs.CONTAINER),
  /** The container's image can't be pulled. */
  CONTAINER_NEVER_STARTS(Needs.CONTAINER),
  /** The container's image comes after the other container has begun. */
  CONTAINER_STARTS_LATE(Needs.CONTAINER),
  /** The container has failed and is started again, the shared volume as it was left. */
  CONTAINER_RESTARTED(Needs.CONTAINER),
  /** Nothing ever answers at the destination. */
  TUNNEL_NEVER_ANSWERS(Needs.NOTHING),
  /** The destination, which has answered before, takes no connection any more and drops all. */
  TUNNEL_REFUSES(Needs.NOTHING),
  POD_EVICTED(Needs.NOTHING),
  /** By somebody else, with kubectl. */
  POD_DELETED(Needs.NOTHING),
  /** The pod is evicted and the run goes on in a new one; the verdict is about that one. */
  POD_REPLACED(Needs.NOTHING),
  NODE_LOST(Needs.NOTHING),
  /** No space is left on the volume that the containers share. */
  VOLUME_FULL(Needs.NOTHING),
  VOLUME_READ_ONLY(Needs.NOTHING),
  /** The wall clock is set an hour ahead. */
  CLOCK_JUMPS(Needs.NOTHING),
  /** Processes, the network and the API server all take their time. */
  SLOW(Needs.NOTHING);

  /** What must be said besides. */
  public enum Needs {
    NOTHING,
    /** {@code code}: one of rsync's exit codes. */
    CODE,
    /** {@code on}: which container of the source pod. */
    CONTAINER
  }

  private final Needs needs;

  What(Needs needs) {
    this.needs = needs;
  }

  public Needs needs() {
    return needs;
  }

  /** As it is written: {@code stunnel dies}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static Optional<What> of(String words) {
    return Stream.of(values())
        .filter(what -> what.words().equals(words.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
