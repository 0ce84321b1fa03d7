package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.STALE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.STARTED;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.TUNNEL_DONE;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.TUNNEL_STALE;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Timer;

/** source-stunnel.sh. */
record StunnelScript(Table table, Variant variant) {
  static void addTo(Table table, Variant variant) {
    StunnelScript script = new StunnelScript(table, variant);
    SharedLines.signals(table, S, variant, Code.STUNNEL_DIED);
    script.enter();
    script.awaitRsyncStart();
    script.awaitRsyncEnd();
    script.end();
  }

  private void step(Line at, String command, ModelStep.Then then) {
    table.step(S, at, command, then);
  }

  /** enter_ipc, require_files, forget_former_attempt, start_stunnel, watch_tunnel. */
  private void enter() {
    step(
        Line.SETUP,
        "trap ... TERM; trap ... INT; trap end_tunnel EXIT",
        s -> S.go(s, Line.REMOVE_DONE));
    step(
        Line.REMOVE_DONE,
        "rm --force $name-done",
        s ->
            SharedLines.isReadOnly(s) && TUNNEL_DONE.on(s)
                ? S.fail(s, Code.IPC_UNUSABLE)
                : S.go(TUNNEL_STALE.clear(TUNNEL_DONE.clear(s)), Line.TAKE_LOCK));
    step(
        Line.TAKE_LOCK,
        "take_lock $name-lock",
        s ->
            SharedLines.isReadOnly(s)
                ? S.fail(s, Code.IPC_UNUSABLE)
                : S.go(S.lock().raise(s), Line.MARK_STARTED));
    step(
        Line.MARK_STARTED,
        "printf started >$name-started",
        s ->
            SharedLines.isWritable(s)
                ? S.go(S.named().raise(s), Line.CHECK_INPUT)
                : S.fail(s, Code.IPC_UNUSABLE));
    step(
        Line.CHECK_INPUT,
        "require_files $CONFIG_DIRECTORY/stunnel.conf",
        s -> S.go(s, Line.FORGET));
    if (variant.may(ModelFault.BAD_INPUT)) {
      table.fault(S, Line.CHECK_INPUT, "an input is missing", s -> S.fail(s, Code.BAD_INPUT));
    }
    step(
        Line.FORGET,
        "forget_former_attempt rsync-client-container",
        s ->
            S.go(
                R.lock().on(s) || !mayForget(s) ? s : STALE.clear(DONE.clear(STARTED.clear(s))),
                Line.START_STUNNEL));
    SharedLines.startStunnel(table, S, variant, Line.WATCH_STUNNEL);
    step(
        Line.WATCH_STUNNEL,
        "watch_tunnel",
        s -> S.go(variant.has(Guard.WATCH_STUNNEL) ? S.watcher().raise(s) : s, Line.START_TIMER));
  }

  /** The remedy looks at this container's own mark, which one that ended at once did not leave. */
  private boolean mayForget(long s) {
    return variant.has(Guard.PEER_STALE_RSYNC)
        && (!variant.has(Mitigation.FORGET_AFTER_RESTART) || Pod.S_RESTARTED.on(s));
  }

  /** await_rsync_start. */
  private void awaitRsyncStart() {
    step(
        Line.START_TIMER,
        "sleep $((TUNNEL_TIMEOUT_SECONDS + 60)) &",
        s ->
            S.go(
                Pod.set(s, S, variant.has(Guard.BOUND_RSYNC_START) ? Timer.RUNNING : Timer.OFF),
                Line.ASK));
    step(
        Line.ASK,
        "until [[ -e $rsync_container-started ]]",
        s ->
            S.go(
                s,
                STARTED.on(s) || !variant.has(Guard.STARTED_FILE)
                    ? Line.STOP_TIMER
                    : Line.CHECK_TIMER));
    step(
        Line.CHECK_TIMER,
        "kill -0 $timer || fail RSYNC_NEVER_STARTED",
        s ->
            Pod.is(s, S, Timer.EXPIRED) && mayGiveUp(s)
                ? S.fail(s, Code.RSYNC_NEVER_STARTED)
                : S.go(s, variant.has(Guard.SLEEP_BETWEEN_LOOKS) ? Line.SLEEP : Line.ASK));
    table.rest(S, Line.SLEEP, "await sleep 0.5", s -> true, s -> S.go(s, Line.ASK));
    step(Line.STOP_TIMER, "kill $timer", s -> S.go(Pod.set(s, S, Timer.OFF), Line.AWAIT_LOCK));
  }

  /** await_rsync_end. */
  private void awaitRsyncEnd() {
    table.rest(
        S,
        Line.AWAIT_LOCK,
        "await flock --shared $rsync_container-lock",
        s -> !R.lock().on(s),
        s -> S.go(s, Line.CHECK_DONE));
    step(
        Line.CHECK_DONE,
        "read -r code <$rsync_container-done || fail RSYNC_VANISHED",
        s -> {
          if (!Pod.isDone(s)) {
            return S.fail(s, Code.RSYNC_VANISHED);
          }
          boolean isTrusted =
              DONE.is(s, Code.OK.ordinal()) || !variant.has(Mitigation.LOOK_AT_DAEMON);
          return isTrusted ? S.fail(s, Code.OK) : S.go(s, Line.CHECK_LOCK);
        });
    step(
        Line.CHECK_LOCK,
        "[[ $code == 0 ]] || is_held $tunnel_lock || tunnel_died",
        s -> S.fail(s, Pod.is(s, Stunnel.UP) ? Code.OK : Code.STUNNEL_DIED));
  }

  private boolean mayGiveUp(long s) {
    return !variant.has(Mitigation.GIVE_UP_UNDER_LOCK) || !R.lock().on(s) && !STARTED.on(s);
  }

  /** end_tunnel. */
  private void end() {
    step(Line.TRAP, "ignore_signals", s -> S.go(S.watcher().clear(s), Line.PUBLISH));
    step(
        Line.PUBLISH,
        "printf $exit_code >done.new",
        s -> S.go(s, S.named().on(s) && SharedLines.isWritable(s) ? Line.RENAME : Line.EXIT));
    step(
        Line.RENAME,
        "mv done.new done",
        s -> S.go(TUNNEL_STALE.clear(TUNNEL_DONE.raise(s)), Line.EXIT));
    step(Line.EXIT, "(the process ends)", s -> SharedLines.die(S, s, S.code(s)));
  }
}
