package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pod's processes can do next: each is asking for one thing. */
record ScriptMoves(ScriptPod pod, PodEnvironment world, ScriptSet scripts) {
  private static final int LOG = 7;
  private static final Pattern WRITES_MARK = Pattern.compile("> ?\"\\$name-(started)\"");

  List<Move> all() {
    List<Move> moves = new ArrayList<>();
    for (ScriptProcess process : pod.alive()) {
      if (process.state == ScriptProcess.State.ASKING) {
        move(process).ifPresent(moves::add);
      } else if (isInterrupted(process)) {
        moves.add(interruption(process, world.signals.get(process.container)));
      }
    }
    return moves;
  }

  private Optional<Move> move(ScriptProcess process) {
    if (process.parent.filter(this::isInterrupted).isPresent() || isLeftBehind(process)) {
      return Optional.empty();
    }
    String signal = process.isMain() ? world.signals.get(process.container) : null;
    if (signal != null && process.isMain()) {
      return Optional.of(interruption(process, signal));
    }
    return switch (process.question.verb()) {
      case "wait" -> isOver(process.question.argument(0)) ? step(process, 0) : Optional.empty();
      case "sleep" -> Optional.of(sleep(process, process.question.last(), Move.Rank.CLOCK, 0));
      case "log" -> isLogClosed(process) ? step(process, 0) : Optional.empty();
      case "flock" -> flock(process);
      case "nc" ->
          Optional.of(
              work(
                  process,
                  process.container.containerName(),
                  "",
                  () -> pod.resume(process, answer())));
      case "rsync" -> Optional.of(rsync(process));
      case "stunnel" -> step(process, () -> startDaemon(process));
      case "kill" -> Optional.of(move(process, Move.Rank.STEP, () -> kill(process)));
      case "rm" -> step(process, () -> world.volume.remove(paths(process.question.words())));
      case "mv" -> step(process, () -> rename(process));
      case "touch" -> step(process, () -> world.volume.touch(process.question.last()));
      case "line" -> step(process, () -> passLine(process));
      case "start", "exit" -> step(process, 0);
      default -> throw new IllegalStateException("no shim asks this: " + process.question);
    };
  }

  private int answer() {
    world.asked++;
    if (world.answers()) {
      world.wasAnswered = true;
      return 0;
    }
    world.refused += world.isDaemonUp ? 1 : 0;
    return 1;
  }

  private Optional<Move> step(ScriptProcess process, int code) {
    return step(process, () -> code);
  }

  /**
   * @param command done once the step is taken; its exit code
   */
  private Optional<Move> step(ScriptProcess process, IntSupplier command) {
    return Optional.of(
        move(process, Move.Rank.STEP, () -> pod.resume(process, command.getAsInt())));
  }

  private Move move(ScriptProcess process, Move.Rank rank, Runnable effect) {
    return new Move(
        actor(process), process.pid, text(process), process.question.place(), rank, effect);
  }

  /** As the model calls it. */
  private static String actor(ScriptProcess process) {
    String container = process.container.containerName();
    if (process.isMain()) {
      return container;
    }
    if (isWatcher(process)) {
      return "watcher in " + container;
    }
    return isTimer(process) ? "clock of " + container : container;
  }

  /** Whether this waits for the tunnel's lock, or has got it. */
  static boolean isWatcher(ScriptProcess process) {
    return process.question.words().contains("bash") || process.question.verb().equals("kill");
  }

  /** Whether this is the bound of a wait, and not a pause. */
  static boolean isTimer(ScriptProcess process) {
    return process.question.verb().equals("sleep")
        && new BigDecimal(process.question.last()).compareTo(BigDecimal.TEN) > 0;
  }

  private Move work(ScriptProcess process, String actor, String result, Runnable effect) {
    return new Move(
        actor,
        process.pid,
        text(process) + result,
        process.question.place(),
        Move.Rank.WORK,
        effect);
  }

  private String text(ScriptProcess process) {
    String text = scripts.text(process.question.place());
    return process.question.verb().equals("line") && !text.isEmpty()
        ? text
        : String.join(" ", process.question.words());
  }

  /** Traps run before the command; where that is `wait` for a living child, within it. */
  private Move interruption(ScriptProcess process, String signal) {
    boolean waits = process.asks("wait") && !isOver(process.question.argument(0));
    return new Move(
        process.container.containerName(),
        process.pid,
        "(trap) " + signal,
        process.question.place(),
        Move.Rank.STEP,
        () -> {
          world.signals.remove(process.container);
          world.struck.add(process.container);
          if (process.state == ScriptProcess.State.BLOCKED) {
            pod.interruptRead(process, signal);
          } else if (waits) {
            pod.interruptWait(process, signal);
          } else {
            pod.resume(process, signal, 0);
          }
        });
  }

  /** Within bash's `read` a trap runs at once, before the child that it reads from goes on. */
  private boolean isInterrupted(ScriptProcess process) {
    return process.state == ScriptProcess.State.BLOCKED
        && process.isMain()
        && world.signals.containsKey(process.container);
  }

  /**
   * Whether this takes a lock, or starts stunnel, for a script that a signal has struck meanwhile.
   * The script does not wait for it any more, and its container's end ends it.
   */
  private boolean isLeftBehind(ScriptProcess process) {
    boolean isStruck =
        world.struck.contains(process.container) || world.signals.containsKey(process.container);
    return isStruck
        && !process.isMain()
        && (process.asks("stunnel")
            || process.asks("flock")
                && Flock.of(process.question.words()).descriptor().isPresent());
  }

  private boolean isOver(String pid) {
    return pid.isEmpty() || pod.find(Long.parseLong(pid)).isEmpty();
  }

  private Move sleep(ScriptProcess process, String seconds, Move.Rank rank, int code) {
    long deadline =
        world.deadlines.computeIfAbsent(
            process.pid,
            pid -> world.clockMs + new BigDecimal(seconds).movePointRight(3).longValue());
    return move(
        process,
        rank,
        () -> {
          world.clockMs = Math.max(world.clockMs, deadline);
          world.deadlines.remove(process.pid);
          pod.resume(process, code);
        });
  }

  /** Whether no other process can write to the pipe that it reads. */
  private boolean isLogClosed(ScriptProcess log) {
    Optional<Path> pipe = log.file(0);
    return pod.alive().stream()
        .filter(process -> process != log && process.container == log.container)
        .noneMatch(
            process ->
                process.file(LOG).filter(file -> pipe.equals(Optional.of(file))).isPresent());
  }

  private Move rsync(ScriptProcess process) {
    return world.answers()
        ? work(process, "rsync process", ": ends with 0", () -> endRsync(process, 0))
        : work(
            process,
            "rsync process",
            ": ends with an error, as the tunnel is gone (10)",
            () -> endRsync(process, 10));
  }

  void endRsync(ScriptProcess process, int code) {
    if (code == 0) {
      world.copies++;
    } else {
      world.copyFailed = true;
    }
    pod.resume(process, code);
  }

  private int startDaemon(ScriptProcess process) {
    world.isDaemonUp = true;
    world.locks.startDaemon(process);
    return 0;
  }

  private int rename(ScriptProcess process) {
    List<String> paths = paths(process.question.words());
    return world.volume.rename(paths.get(0), paths.get(1));
  }

  private static List<String> paths(List<String> command) {
    return command.stream().skip(1).filter(word -> !word.startsWith("--")).toList();
  }

  private int passLine(ScriptProcess process) {
    Matcher mark = WRITES_MARK.matcher(scripts.text(process.question.place()));
    if (mark.find()) {
      world.volume.beforeWrite(
          (process.container == ScriptContainer.RSYNC ? SharedVolume.RSYNC : SharedVolume.STUNNEL)
              + "-"
              + mark.group(1));
    }
    return 0;
  }

  private void kill(ScriptProcess process) {
    List<String> words = process.question.words();
    boolean named = words.get(1).equals("-s");
    String signal = named ? words.get(2) : words.get(1).equals("-0") ? "0" : "TERM";
    Optional<ScriptProcess> target = pod.find(Long.parseLong(process.question.last()));
    if (target.isPresent() && target.get().isMain() && !signal.equals("0")) {
      if (!signal.equals("USR1") || target.get().catchesUsr1()) {
        world.signals.put(target.get().container, signal);
      }
      pod.resume(process, 1);
      return;
    }
    pod.resume(process, 0);
    if (!signal.equals("0")) {
      target.ifPresent(child -> pod.expectSignal(child, signal.equals("KILL")));
    }
  }

  private Optional<Move> flock(ScriptProcess process) {
    Flock flock = Flock.of(process.question.words());
    Optional<Path> file =
        flock.descriptor().isPresent()
            ? process.file(flock.descriptor().getAsInt())
            : Optional.of(Path.of(flock.file()));
    boolean isHeld = file.isPresent() && world.locks.isHeld(file.get());
    if (!isHeld) {
      return step(process, () -> lock(process, flock));
    }
    if (flock.timeout().isPresent()) {
      return Optional.of(sleep(process, flock.timeout().get(), Move.Rank.LAST_RESORT, 1));
    }
    return flock.blocks() ? Optional.empty() : step(process, 1);
  }

  /** A lock that a command is run with is dropped at once: none of ours takes time. */
  private int lock(ScriptProcess process, Flock flock) {
    flock.descriptor().ifPresent(descriptor -> world.locks.take(process, descriptor));
    return flock.command().startsWith("rm")
        ? world.volume.remove(paths(List.of(flock.command().split(" "))))
        : 0;
  }
}
