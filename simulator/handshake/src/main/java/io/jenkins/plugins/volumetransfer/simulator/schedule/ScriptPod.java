package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The processes of a source pod. {@link #settle} waits until none of them runs: each asks, or is
 * blocked by one that asks. So what can happen next never depends on how fast anything is.
 */
final class ScriptPod {
  private final ShellHost host;
  private final ScriptSet scripts;
  private final SharedVolume volume;
  private final List<ScriptProcess> processes = new ArrayList<>();
  private final Set<Long> born = new HashSet<>();
  private final Map<Long, ScriptContainer> unborn = new HashMap<>();
  private final List<ScriptProcess> unburied = new ArrayList<>();
  private final Map<ScriptContainer, Integer> starting = new EnumMap<>(ScriptContainer.class);
  private final Map<ScriptContainer, Integer> codes = new EnumMap<>(ScriptContainer.class);
  private final Map<String, String> names = new HashMap<>();
  private final SortedMap<String, UUID> dead = new TreeMap<>();

  ScriptPod(ShellHost host, ScriptSet scripts, SharedVolume volume) {
    this.host = host;
    this.scripts = scripts;
    this.volume = volume;
  }

  void start(ScriptContainer container, boolean everyLine) {
    int slot = freeSlot();
    codes.remove(container);
    starting.put(container, slot);
    host.startContainer(container, slot, everyLine);
  }

  /** Those that have not ended. */
  List<ScriptProcess> alive() {
    return processes;
  }

  Optional<ScriptProcess> main(ScriptContainer container) {
    return processes.stream().filter(p -> p.isMain() && p.container == container).findFirst();
  }

  /** Present once it has ended. */
  OptionalInt exitCode(ScriptContainer container) {
    Integer code = codes.get(container);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  Optional<ScriptProcess> find(long pid) {
    return processes.stream().filter(process -> process.pid == pid).findFirst();
  }

  /** Answers the question of a process. */
  void resume(ScriptProcess process, int code) {
    resume(process, "go", code);
  }

  /** The same, and the signal strikes before it goes on. */
  void resume(ScriptProcess process, String verb, int code) {
    learn(process, verb + code);
    bury(process);
    int slot = process.isMain() ? freeSlot() : 0;
    boolean ends = process.endsNext();
    process.state = ScriptProcess.State.RUNNING;
    process.mayBeBlocked = scripts.awaitsChild(process.question.place());
    host.answer(process.slot, verb, slot, code);
    if (ends) {
      die(process);
    }
  }

  /** To a main process that is answered `wait` and then waits in the kernel. */
  void interruptWait(ScriptProcess process, String signal) {
    resume(process, 0);
    KernelPolling.until(process + " waits", () -> LiveProcess.isBlocked(process.pid));
    host.signal(signal, List.of(process.pid));
  }

  /**
   * To a main process that is in bash's `read`, which a trap interrupts. Not while it learns of a
   * child's end: bash would go back into `read` and run the trap only after it.
   */
  void interruptRead(ScriptProcess process, String signal) {
    learn(process, "within read " + signal);
    bury(process);
    KernelPolling.until(process + " reads", () -> LiveProcess.isBlocked(process.pid));
    process.state = ScriptProcess.State.RUNNING;
    process.mayBeBlocked = false;
    host.signal(signal, List.of(process.pid));
  }

  /** A signal that a script sent by itself and now goes on to send; 0 only asks. */
  void expectSignal(ScriptProcess target, boolean certain) {
    if (certain || !LiveProcess.ignores(target.pid, LiveProcess.TERM)) {
      die(target);
    }
  }

  /** SIGKILL to a child. */
  void kill(ScriptProcess child) {
    learn(child, "KILL");
    host.signal("KILL", List.of(child.pid));
    die(child);
  }

  /** SIGKILL to the main process of a container, and so to all of it. */
  void killContainer(ScriptContainer container) {
    main(container)
        .ifPresent(
            main -> {
              main.state = ScriptProcess.State.RUNNING;
              main.mayBeBlocked = false;
              host.signal("KILL", List.of(main.pid));
            });
  }

  /**
   * Together with what it can see by itself when it goes on: the files of the volume, where it is
   * about to look at one; and which children of it are there.
   */
  private void learn(ScriptProcess process, String what) {
    StringBuilder seen = new StringBuilder(what).append(words(process.question));
    if (process.asks("line")) {
      seen.append(volume.fingerprint());
    }
    if (process.isMain()) {
      processes.stream()
          .filter(child -> child.container == process.container)
          .forEach(child -> seen.append(' ').append(child.name));
    }
    process.learn(seen.toString());
  }

  /** What it asks, with names for the ids of processes. */
  private String words(Message.Question question) {
    StringBuilder words = new StringBuilder(question.place());
    question.words().forEach(word -> words.append(' ').append(names.getOrDefault(word, word)));
    return words.toString();
  }

  String name(long pid) {
    return names.getOrDefault(String.valueOf(pid), "");
  }

  /** All that decides what the processes can still do. */
  String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (ScriptProcess process : processes) {
      text.append(process.name).append(' ').append(process.state).append(process.mayBeBlocked);
      text.append(process.history()).append(words(process.question)).append('\n');
    }
    return text.append(dead).append(codes).toString();
  }

  private void die(ScriptProcess process) {
    dead.put(process.name, process.history());
    process.state = ScriptProcess.State.DEAD;
    processes.remove(process);
    unburied.add(process);
    process
        .parent
        .filter(parent -> parent.state == ScriptProcess.State.BLOCKED)
        .ifPresent(parent -> parent.state = ScriptProcess.State.RUNNING);
  }

  /**
   * So that bash knows of each child that has ended, as it soon would. Which one it waits for, it
   * will learn by itself. A bash that gets SIGCHLD while it is busy with its list of children only
   * counts it, and looks again at the next one (5.2): so it gets more, once it reads our answer and
   * is not busy any more.
   */
  private void bury(ScriptProcess process) {
    String awaited = process.question.verb().equals("wait") ? process.question.last() : "";
    for (ScriptProcess dead : unburied) {
      if (dead.parent.equals(Optional.of(process)) && !awaited.equals(String.valueOf(dead.pid))) {
        KernelPolling.until(dead + " ends", () -> LiveProcess.hasEnded(dead.pid));
        KernelPolling.until(process + " buries " + dead, () -> isBuried(dead, process));
      }
    }
    unburied.removeIf(dead -> LiveProcess.hasEnded(dead.pid));
  }

  private boolean isBuried(ScriptProcess dead, ScriptProcess parent) {
    if (!LiveProcess.isGone(dead.pid) && LiveProcess.isBlocked(parent.pid)) {
      host.signal("CHLD", List.of(parent.pid));
      return KernelPolling.isSoon(() -> LiveProcess.isGone(dead.pid));
    }
    return LiveProcess.isGone(dead.pid);
  }

  private int freeSlot() {
    BitSet taken = new BitSet(ShellHost.SLOTS);
    processes.forEach(process -> taken.set(process.slot));
    unburied.forEach(process -> taken.set(process.slot));
    starting.values().forEach(taken::set);
    int slot = taken.nextClearBit(0);
    if (slot >= ShellHost.SLOTS) {
      throw new IllegalStateException("more than " + ShellHost.SLOTS + " processes: " + processes);
    }
    host.forgetAnswers(slot);
    return slot;
  }

  /** Returns when nothing moves by itself any more. */
  void settle() {
    while (true) {
      while (host.hasMessage()) {
        host.receive().tell(this);
      }
      List<ScriptProcess> running =
          processes.stream().filter(p -> p.state == ScriptProcess.State.RUNNING).toList();
      if (running.isEmpty() && unborn.isEmpty() && starting.isEmpty()) {
        return;
      }
      if (unborn.isEmpty() && starting.isEmpty() && running.stream().allMatch(this::mayBeBlocked)) {
        KernelPolling.until(running + " wait", () -> areBlocked(running) || host.hasMessage());
        if (!host.hasMessage()) {
          running.forEach(process -> process.state = ScriptProcess.State.BLOCKED);
        }
      } else {
        host.receive().tell(this);
      }
    }
  }

  private static boolean areBlocked(List<ScriptProcess> processes) {
    return processes.stream().allMatch(process -> LiveProcess.isBlocked(process.pid));
  }

  private boolean mayBeBlocked(ScriptProcess process) {
    return process.mayBeBlocked
        && processes.stream()
            .anyMatch(some -> some.parent.equals(Optional.of(process)) && some.asks("nc"));
  }

  void take(Message.Overdue overdue) {
    throw new IllegalStateException(
        "nothing moves: %s, unborn %s, starting %s".formatted(processes, unborn, starting));
  }

  void take(Message.Question question) {
    Optional<ScriptProcess> known = find(question.pid());
    if (known.isPresent()) {
      known.get().question = question;
      known.get().state = ScriptProcess.State.ASKING;
    } else {
      bear(question);
    }
    if (question.lastChild() != 0 && !born.contains(question.lastChild())) {
      find(question.pid())
          .ifPresent(process -> unborn.put(question.lastChild(), process.container));
    }
  }

  private void bear(Message.Question question) {
    Optional<ScriptProcess> parent = find(question.parent());
    Optional<ScriptContainer> container =
        parent.map(process -> process.container).or(() -> startedAt(question.slot()));
    if (container.isEmpty()) {
      // Its container ended while it was being born, and it with it.
      return;
    }
    if (processes.stream().anyMatch(process -> process.slot == question.slot())) {
      throw new IllegalStateException("one command with two children: " + question + processes);
    }
    ScriptProcess child = new ScriptProcess(container.get(), parent, question);
    processes.add(child);
    names.put(String.valueOf(child.pid), child.name);
    born.add(question.pid());
    // So far this is its parent's, or of a former life.
    born.add(question.lastChild());
    unborn.remove(question.pid());
  }

  private Optional<ScriptContainer> startedAt(int slot) {
    Optional<ScriptContainer> container =
        starting.entrySet().stream()
            .filter(entry -> entry.getValue() == slot)
            .map(Map.Entry::getKey)
            .findFirst();
    container.ifPresent(starting::remove);
    return container;
  }

  /** The host has killed the rest, as the kernel does at the end of a container's first process. */
  void take(Message.Ended ended) {
    codes.put(ended.container(), ended.code());
    starting.remove(ended.container());
    List<ScriptProcess> rest =
        processes.stream().filter(process -> process.container == ended.container()).toList();
    rest.forEach(process -> process.state = ScriptProcess.State.DEAD);
    processes.removeAll(rest);
    unburied.addAll(rest);
    dead.keySet().removeIf(name -> name.startsWith(ended.container().containerName()));
    awaitDeath(ended.container());
    unborn.values().removeIf(container -> container == ended.container());
  }

  /** One that is killed while it reads may still take an answer, that of the slot's next owner. */
  private void awaitDeath(ScriptContainer container) {
    Set<Long> dying = new HashSet<>();
    unburied.stream()
        .filter(process -> process.container == container)
        .forEach(p -> dying.add(p.pid));
    unborn.forEach(
        (pid, parent) -> {
          if (parent == container) {
            dying.add(pid);
          }
        });
    KernelPolling.until(
        "the rest of " + container + " ends", () -> dying.stream().allMatch(LiveProcess::hasEnded));
  }

  /** Whatever is left is killed; the next pod finds nothing of it. */
  void remove() {
    for (ScriptContainer container : ScriptContainer.values()) {
      killContainer(container);
    }
    settle();
  }
}
