package io.jenkins.plugins.volumetransfer.simulator.handshake;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A change to our scripts that closes a window of {@link StrictLaws}; tried in the model first. */
public enum Mitigation {
  GIVE_UP_UNDER_LOCK(
      "await_rsync_start gives up only with rsync's lock taken, kept, and still no started file"),
  TRAP_TIDIES_UP("the traps of TERM and USR1 do what the EXIT trap does, instead of a bare exit"),
  LOOK_AT_DAEMON("after a copy that failed, is_held \"$tunnel_lock\" || tunnel_died"),
  FORGET_AFTER_RESTART("! was_started_before || forget_former_attempt rsync-client-container");

  /**
   * Those that the scripts have by now. The other would let files of a former attempt end this one,
   * where the stunnel container of the former never started; so it is not to be applied.
   */
  public static final Set<Mitigation> APPLIED =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(FORGET_AFTER_RESTART)));

  private final String change;

  Mitigation(String change) {
    this.change = change;
  }

  /** What to write. */
  public String change() {
    return change;
  }
}
