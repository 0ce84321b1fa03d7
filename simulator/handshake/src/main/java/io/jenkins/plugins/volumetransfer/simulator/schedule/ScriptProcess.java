package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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

  final ScriptContainer container;
  final int slot;
  final long pid;
  final Optional<ScriptProcess> parent;

  /** By its ancestors, and which child of theirs it is: the same whenever a schedule is run. */
  final String name;

  private int children;

  // What it has been told so far, as a digest. What a process does next depends on nothing else.
  private UUID history = digest("");

  State state = State.ASKING;
  Message.Question question;

  /** Whether it reads what a child writes. */
  boolean mayBeBlocked;

  // What the kernel said while the process asked this; until it goes on, none of it can change.
  private Optional<Message.Question> asked = Optional.empty();
  private Optional<Boolean> catchesTerm = Optional.empty();
  private final Map<Integer, Optional<Path>> files = new HashMap<>();

  ScriptProcess(
      ScriptContainer container, Optional<ScriptProcess> parent, Message.Question question) {
    this.container = container;
    this.parent = parent;
    this.question = question;
    slot = question.slot();
    pid = question.pid();
    name = parent.map(ScriptProcess::nameOfChild).orElseGet(container::containerName);
  }

  private String nameOfChild() {
    return name + '.' + ++children;
  }

  void learn(String what) {
    history = digest(history + what);
  }

  UUID history() {
    return history;
  }

  static UUID digest(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isMain() {
    return parent.isEmpty();
  }

  boolean isAlive() {
    return state != State.DEAD;
  }

  private void forgetFormer() {
    if (state != State.ASKING || asked.filter(one -> one == question).isEmpty()) {
      catchesTerm = Optional.empty();
      files.clear();
      asked = state == State.ASKING ? Optional.of(question) : Optional.empty();
    }
  }

  /** Whether it has a trap for SIGTERM. */
  boolean catchesTerm() {
    forgetFormer();
    if (catchesTerm.isEmpty()) {
      catchesTerm = Optional.of(LiveProcess.catches(pid, LiveProcess.TERM));
    }
    return catchesTerm.get();
  }

  /** What the descriptor is open on. */
  Optional<Path> file(int descriptor) {
    forgetFormer();
    return files.computeIfAbsent(descriptor, some -> LiveProcess.file(pid, some));
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
    return "%s %s %s %s %s"
        .formatted(container.containerName(), pid, state, question.place(), question.words());
  }
}
