package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.VOLUME;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Volume;

/** What all our scripts share: signals, the start of stunnel, what a broken volume does. */
final class SharedLines {
  private SharedLines() {}

  /** The two traps of the head of each script, at each line where bash may run them. */
  static void signals(Table table, Party party, Variant variant, Code tunnelDied) {
    for (Line at : Line.values()) {
      if (at.ordinal() <= Line.SETUP.ordinal()) {
        continue;
      }
      boolean tidies = at == Line.TRAP && variant.has(Mitigation.TRAP_TIDIES_UP);
      if (at.ordinal() < Line.TRAP.ordinal() || tidies) {
        table.trap(
            party,
            at,
            "trap 'exit 143' TERM",
            s -> party.term().on(s),
            s -> party.fail(party.term().clear(s), Code.TERMINATED));
        table.trap(
            party,
            at,
            "trap tunnel_died USR1",
            s -> party.usr1().on(s),
            s -> party.fail(party.usr1().clear(s), tunnelDied));
      } else {
        // bash runs no EXIT trap within the EXIT trap: such an exit is the end.
        table.trap(
            party,
            at,
            "trap 'exit 143' TERM, within the EXIT trap",
            s -> party.term().on(s),
            s -> die(party, s, Code.TERMINATED));
        table.trap(
            party,
            at,
            "trap tunnel_died USR1, within the EXIT trap",
            s -> party.usr1().on(s),
            s -> die(party, s, tunnelDied));
      }
    }
  }

  /** The last line at which a signal runs its trap. */
  static Line lastAwake(Variant variant) {
    return variant.has(Guard.IGNORE_SIGNALS) ? Line.TRAP : Line.EXIT;
  }

  /** The main process is gone, and with it each process of its container. */
  static long die(Party party, long s, Code code) {
    long ended = party.end(s, code);
    if (party == Pod.R) {
      ended = Pod.set(ended, Pod.Rsync.NONE);
    }
    // In a pod of one container the tunnel is in that container.
    return party == Pod.S || Pod.S.isAt(ended, Line.ABSENT) ? Pod.set(ended, Stunnel.NONE) : ended;
  }

  /** {@code start_stunnel}. */
  static void startStunnel(Table table, Party party, Variant variant, Line next) {
    table.step(
        party,
        Line.START_STUNNEL,
        "await timeout 60 stunnel stunnel.conf",
        s -> party.go(Pod.set(s, Stunnel.UP), Line.DROP_DESCRIPTOR));
    // One step for both: time is abstract, and a signal may strike before it either way.
    if (variant.may(ModelFault.STUNNEL_NOT_STARTED) || variant.may(ModelFault.STUNNEL_HANGS)) {
      table.fault(
          party,
          Line.START_STUNNEL,
          "stunnel does not start",
          s -> party.fail(s, Code.STUNNEL_NOT_STARTED));
    }
    table.step(party, Line.DROP_DESCRIPTOR, "exec 8<&-", s -> party.go(s, next));
  }

  /** Whether the lock that the daemon inherited is free. */
  static boolean isDaemonLockFree(long s, Variant variant) {
    return !Pod.is(s, Stunnel.UP) && variant.has(Guard.DROP_DESCRIPTOR)
        || !variant.has(Guard.DAEMON_LOCK);
  }

  static boolean isWritable(long s) {
    return VOLUME.get(s) == Volume.WRITABLE.ordinal();
  }

  static boolean isReadOnly(long s) {
    return Pod.is(s, Volume.READ_ONLY);
  }
}
