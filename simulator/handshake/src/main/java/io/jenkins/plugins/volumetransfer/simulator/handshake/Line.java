package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** Where a script stands: the command that comes next. One list for all scripts. */
public enum Line {
  /** The container has not been started. */
  WAITING,
  /** It never will be: no image, no mount. */
  ABSENT,
  ENDED,
  SETUP,
  ENTER,
  REMOVE_DONE,
  TAKE_LOCK,
  MARK_STARTED,
  CHECK_INPUT,
  FORGET,
  START_STUNNEL,
  DROP_DESCRIPTOR,
  WATCH_STUNNEL,
  START_TIMER,
  ASK,
  CHECK_PEER_DONE,
  CHECK_LOCK,
  CHECK_TIMER,
  SLEEP,
  STOP_TIMER,
  RUN_RSYNC,
  WATCH,
  WAIT_CHILD,
  KEEP_CODE,
  UNWATCH,
  AWAIT_LOCK,
  CHECK_DONE,
  /** The EXIT trap has begun and signals still strike. */
  TRAP,
  STOP_RSYNC,
  PUBLISH,
  RENAME,
  EXIT;

  private static final Line[] ALL = values();

  static Line of(int ordinal) {
    return ALL[ordinal];
  }
}
