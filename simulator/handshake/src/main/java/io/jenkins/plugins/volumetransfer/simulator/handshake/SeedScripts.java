package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Rsync;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Timer;

/** The scripts of the enhancement that this project began with, line by line. */
record SeedScripts(Table table, Variant variant) {
  static void addTo(Table table, Variant variant) {
    SeedScripts scripts = new SeedScripts(table, variant);
    if (variant.isSingle()) {
      scripts.single();
    } else {
      scripts.rsync();
      scripts.stunnel();
    }
  }

  /** "For Rsync Container". */
  private void rsync() {
    table.step(
        R,
        Line.SETUP,
        "trap \"touch ...-done\" exit $rc; SECONDS=0",
        s -> R.go(Pod.set(s, R, Timer.RUNNING), Line.CHECK_TIMER));
    table.step(
        R,
        Line.CHECK_TIMER,
        "while [ $SECONDS -lt $timeout ]",
        s -> R.go(s, Pod.is(s, R, Timer.EXPIRED) ? Line.PUBLISH : Line.ASK));
    ask("break", Line.CHECK_TIMER);
    table.step(R, Line.PUBLISH, "(EXIT trap) touch ...-done", s -> R.go(touch(s), Line.EXIT));
    table.step(R, Line.EXIT, "(the process ends)", s -> SharedLines.die(R, s, Code.OK));
    for (Line at : Line.values()) {
      if (at.ordinal() > Line.SETUP.ordinal()) {
        // In the foreground bash first waits for rsync, then runs the trap, then goes on.
        table.trap(
            R,
            at,
            "(trap) touch ...-done, and on",
            s -> at != Line.WAIT_CHILD || !Pod.is(s, Rsync.RUNNING),
            s -> R.term().clear(touch(s)));
      }
    }
  }

  private static long touch(long s) {
    return SharedLines.isReadOnly(s) ? s : Pod.STALE.clear(Pod.DONE.set(s, Code.OK.ordinal()));
  }

  /** nc -z, rsync, rc=$?: of both approaches. */
  private void ask(String last, Line again) {
    table.step(
        R,
        Line.ASK,
        "nc -z localhost 2222",
        // A probe without a greeting is content with the stunnel of this pod.
        s -> R.go(s, Pod.is(s, Stunnel.UP) ? Line.RUN_RSYNC : again));
    table.step(
        R, Line.RUN_RSYNC, "rsync ...", s -> R.go(Pod.set(s, Rsync.RUNNING), Line.WAIT_CHILD));
    table.rest(
        R,
        Line.WAIT_CHILD,
        "(rsync in the foreground)",
        s -> !Pod.is(s, Rsync.RUNNING),
        s -> R.go(s, Line.KEEP_CODE));
    table.step(
        R,
        Line.KEEP_CODE,
        "rc=$?; " + last,
        s -> R.go(Pod.set(copied(s), Rsync.NONE), variant.isSingle() ? Line.EXIT : Line.PUBLISH));
  }

  /** One volume is all that the seed copies: two copies stand for all. */
  private static long copied(long s) {
    return Pod.is(s, Rsync.SUCCEEDED) ? Pod.COPIES.set(s, 2) : Pod.COPY_FAILED.raise(s);
  }

  /** "For Stunnel container". */
  private void stunnel() {
    start(S);
    table.step(
        S,
        Line.CHECK_DONE,
        "do test -f ...-done; if [ $? -eq 0 ]; then break",
        s -> isSeen(s) ? S.go(s, Line.EXIT) : s);
    table.step(S, Line.EXIT, "exit 0", s -> SharedLines.die(S, s, Code.OK));
    // Process 1 without a trap gets no SIGTERM.
    for (Line at : Line.values()) {
      table.trap(S, at, "(no trap: nothing)", s -> true, s -> S.term().clear(s));
    }
  }

  private boolean isSeen(long s) {
    return variant.scripts() == Variant.Scripts.SEED_ONE_PATH && Pod.isDone(s);
  }

  private void start(Party party) {
    Line next = variant.isSingle() ? Line.ASK : Line.CHECK_DONE;
    table.step(
        party,
        Line.SETUP,
        "/bin/stunnel stunnel.conf",
        s -> party.go(Pod.set(s, Stunnel.UP), next));
    if (variant.may(ModelFault.STUNNEL_NOT_STARTED)) {
      table.fault(party, Line.SETUP, "stunnel does not start", s -> party.go(s, next));
    }
  }

  /** "Single container approach". */
  private void single() {
    start(R);
    ask("break", Line.ASK);
    table.step(R, Line.EXIT, "exit 0", s -> SharedLines.die(R, s, Code.OK));
    for (Line at : Line.values()) {
      table.trap(R, at, "(no trap: nothing)", s -> true, s -> R.term().clear(s));
    }
  }
}
