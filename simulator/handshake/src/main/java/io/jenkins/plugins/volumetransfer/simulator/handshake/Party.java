package io.jenkins.plugins.volumetransfer.simulator.handshake;

/**
 * The part of the state that a container and its main process make up.
 *
 * @param line where its script stands
 * @param code what the script will exit with, then what the container did exit with
 * @param term a SIGTERM that the script has not acted upon
 * @param usr1 the same of SIGUSR1, which the watcher sends
 * @param lock whether the container holds its lock
 * @param named whether {@code done_file} is set
 * @param timer a {@link Timer}
 * @param watcher whether a watcher waits for the tunnel's lock
 */
record Party(
    String name,
    Field line,
    Field code,
    Field term,
    Field usr1,
    Field lock,
    Field named,
    Field timer,
    Field watcher) {

  Line at(long s) {
    return Line.of(line.get(s));
  }

  boolean isAt(long s, Line there) {
    return line.get(s) == there.ordinal();
  }

  long go(long s, Line next) {
    return line.set(s, next.ordinal());
  }

  Code code(long s) {
    return Code.of(code.get(s));
  }

  boolean has(long s, Code expected) {
    return code.get(s) == expected.ordinal();
  }

  /** {@code exit}: on to the EXIT trap. */
  long fail(long s, Code reason) {
    return go(code.set(s, reason.ordinal()), Line.TRAP);
  }

  boolean isOver(long s) {
    return isAt(s, Line.ENDED) || isAt(s, Line.ABSENT);
  }

  boolean isOverWith(long s, Code expected) {
    return isAt(s, Line.ENDED) && has(s, expected);
  }

  boolean isAlive(long s) {
    return line.get(s) >= Line.SETUP.ordinal();
  }

  /** Whether a signal would run its trap: the first lines set the traps, the last ignore them. */
  boolean isAwake(long s, Line last) {
    int at = line.get(s);
    return at > Line.SETUP.ordinal() && at <= last.ordinal();
  }

  /** bash runs pending traps before it goes on. */
  boolean isInterrupted(long s) {
    return (term.get(s) | usr1.get(s)) != 0;
  }

  /** The process and all that was in its PID namespace are gone; the kernel drops the lock. */
  long end(long s, Code reason) {
    long ended = lock.clear(term.clear(usr1.clear(named.clear(s))));
    return go(code.set(timer.clear(watcher.clear(ended)), reason.ordinal()), Line.ENDED);
  }
}
