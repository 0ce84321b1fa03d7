package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** The state of a source pod: two parties, the processes they started, and the shared volume. */
final class Pod {

  /** A {@code sleep} in the background that bounds a wait. */
  enum Timer {
    OFF,
    RUNNING,
    EXPIRED
  }

  /** The process of one rsync. */
  enum Rsync {
    NONE,
    RUNNING,
    SUCCEEDED,
    FAILED,
    KILLED
  }

  /** The daemon. */
  enum Stunnel {
    NONE,
    UP,
    DEAD
  }

  /** The rsync daemon at the other end. */
  enum Destination {
    NOT_READY,
    READY,
    NEVER
  }

  /** The shared volume. */
  enum Volume {
    WRITABLE,
    FULL,
    READ_ONLY
  }

  private static int allocated;

  /** The rsync container, or the only one. */
  static final Party R = party("rsync");

  /** The stunnel container. */
  static final Party S = party("stunnel");

  /** {@code rsync-client-container-started}. */
  static final Field STARTED = bits(1);

  /** {@code rsync-client-container-done}: a {@link Code}. */
  static final Field DONE = bits(4);

  /** Whether those two are of an attempt that ended before the present stunnel container began. */
  static final Field STALE = bits(1);

  /** {@code stunnel-container-done}: whether it exists. */
  static final Field TUNNEL_DONE = bits(1);

  /** Whether that is of an attempt that ended before the restarted rsync container began. */
  static final Field TUNNEL_STALE = bits(1);

  static final Field STARTED_BEFORE = bits(1);
  static final Field TUNNEL_SEEN = bits(1);

  /** Whether the second of two volumes is being copied. */
  static final Field SECOND = bits(1);

  /** How many volumes rsync has copied with exit code 0 for the present rsync container. */
  static final Field COPIES = bits(2);

  static final Field RSYNC = bits(3);
  static final Field STUNNEL = bits(2);
  static final Field DESTINATION = bits(2);
  static final Field VOLUME = bits(2);
  static final Field BUDGET = bits(2);

  /** Whether the rsync container was ever killed, or told to end; and the other told to end. */
  static final Field R_KILLED = bits(1);

  static final Field R_TERMINATED = bits(1);
  static final Field S_TERMINATED = bits(1);
  static final Field R_RESTARTED = bits(1);
  static final Field S_RESTARTED = bits(1);

  /** Whether rsync failed for the present rsync container, or was killed. */
  static final Field COPY_FAILED = bits(1);

  /** Whether the kubelet starts the stunnel container again whenever it ends; of a sidecar only. */
  static final Field S_KEPT = bits(1);

  private Pod() {}

  private static Party party(String name) {
    return new Party(name, bits(5), bits(4), bits(1), bits(1), bits(1), bits(1), bits(2), bits(1));
  }

  private static Field bits(int bits) {
    Field field = new Field(allocated, (1 << bits) - 1);
    allocated += bits;
    if (allocated >= Long.SIZE) {
      throw new IllegalStateException("a state must fit in 63 bits");
    }
    return field;
  }

  static boolean is(long s, Rsync expected) {
    return RSYNC.get(s) == expected.ordinal();
  }

  static long set(long s, Rsync next) {
    return RSYNC.set(s, next.ordinal());
  }

  static boolean is(long s, Stunnel expected) {
    return STUNNEL.get(s) == expected.ordinal();
  }

  static long set(long s, Stunnel next) {
    return STUNNEL.set(s, next.ordinal());
  }

  static boolean is(long s, Destination expected) {
    return DESTINATION.get(s) == expected.ordinal();
  }

  static long set(long s, Destination next) {
    return DESTINATION.set(s, next.ordinal());
  }

  static boolean is(long s, Volume expected) {
    return VOLUME.get(s) == expected.ordinal();
  }

  static long set(long s, Volume next) {
    return VOLUME.set(s, next.ordinal());
  }

  static boolean is(long s, Party party, Timer expected) {
    return party.timer().get(s) == expected.ordinal();
  }

  static long set(long s, Party party, Timer next) {
    return party.timer().set(s, next.ordinal());
  }

  static boolean isDone(long s) {
    return DONE.get(s) != Code.NONE.ordinal();
  }
}
