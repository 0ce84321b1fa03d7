package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.Locale;
import java.util.Optional;

/** A bash of the pod: a container's main process, or a child that it forked. */
final class ScriptProcess {

  enum State {
    /** Will ask, end, or be found blocked. */
    RUNNING,
    ASKING,
    /** In the kernel, until a child of it goes on. */
    BLOCKED,
    DEAD
  }

  final Container container;
  final int slot;
  final long pid;
  final Optional<ScriptProcess> parent;
  State state = State.ASKING;
  Message.Question question;

  /** Whether it reads what a child writes. */
  boolean mayBeBlocked;

  // The question at which the kernel was asked last, and its answer.
  private Optional<Message.Question> asked = Optional.empty();
  private boolean catchesTerm;

  ScriptProcess(Container container, Optional<ScriptProcess> parent, Message.Question question) {
    this.container = container;
    this.parent = parent;
    this.question = question;
    slot = question.slot();
    pid = question.pid();
  }

  boolean isMain() {
    return parent.isEmpty();
  }

  boolean isAlive() {
    return state != State.DEAD;
  }

  /** Whether it has a trap for SIGTERM. While it asks, that can't change. */
  boolean catchesTerm() {
    if (state != State.ASKING || asked.filter(one -> one == question).isEmpty()) {
      catchesTerm = LiveProcess.catches(pid, LiveProcess.TERM);
      asked = state == State.ASKING ? Optional.of(question) : Optional.empty();
    }
    return catchesTerm;
  }

  /** Whether it has a trap for what a watcher sends; at its end it ignores that. */
  boolean catchesUsr1() {
    return LiveProcess.catches(pid, LiveProcess.USR1);
  }

  boolean asks(String verb) {
    return state == State.ASKING && question.verb().equals(verb);
  }

  /** Whether a child ends once it is answered: all but one that has a lock and then runs bash. */
  boolean endsNext() {
    return !isMain() && !(question.verb().equals("flock") && question.words().contains("bash"));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %d %s %s %s",
        container.containerName(),
        pid,
        state,
        question.place(),
        question.words());
  }
}
