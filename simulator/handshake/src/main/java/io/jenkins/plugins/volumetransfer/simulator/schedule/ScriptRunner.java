package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Runs the scripts of a pod, one schedule after the other. For one thread. */
public final class ScriptRunner implements AutoCloseable {
  /** More than any of our schedules has; what has more does not end. */
  static final int STEPS_MAX = 2_000;

  /** After so many steps of one process in a row the others have their turn. */
  private static final int TURN = 40;

  private static final int ALIVE = -1;

  private final ScriptSet scripts;
  private final PodDirectories workplace;
  private final ShellHost host;

  private ScriptRunner(ScriptSet scripts, PodDirectories workplace, ShellHost host) {
    this.scripts = scripts;
    this.workplace = workplace;
    this.host = host;
  }

  /** In a new directory beside the scripts. */
  public static ScriptRunner start(ScriptSet scripts) throws IOException {
    PodDirectories workplace = PodDirectories.make(scripts);
    return new ScriptRunner(scripts, workplace, ShellHost.start(workplace));
  }

  /** One schedule, from a pod that is created to a pod whose containers have ended. */
  ScheduleResult run(Setting setting, Scheduler chooser, boolean withMoments) {
    return run(setting, chooser, Observer.NOBODY, withMoments);
  }

  ScheduleResult run(Setting setting, Scheduler chooser, Observer witness, boolean withMoments) {
    return run(setting, chooser, witness, Pruning.NONE, withMoments);
  }

  ScheduleResult run(
      Setting setting, Scheduler chooser, Observer witness, Pruning pruning, boolean withMoments) {
    Schedule schedule = new Schedule(setting, witness, pruning, withMoments);
    schedule.run(chooser);
    ScheduleResult outcome = schedule.outcome();
    witness.end(outcome);
    return outcome;
  }

  @Override
  public void close() throws IOException {
    host.close();
    workplace.delete();
  }

  /** One of them. */
  private final class Schedule {
    private final Setting setting;
    private final Observer witness;
    private final Pruning pruning;
    private final boolean withMoments;
    private final Moments moments;
    private final ScriptPod pod;
    private final PodEnvironment world;
    private final ScriptMoves scriptMoves;
    private final OutsideMoves outsideMoves;
    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> faults = new ArrayList<>();
    private final List<Integer> chosen = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<ScriptContainer> ended = EnumSet.noneOf(ScriptContainer.class);
    private boolean isPruned;
    private long last;
    private int turn;

    Schedule(Setting setting, Observer witness, Pruning pruning, boolean withMoments) {
      this.setting = setting;
      this.witness = witness;
      this.pruning = pruning;
      this.withMoments = withMoments;
      SharedVolume volume = new SharedVolume(workplace.ipc());
      volume.clear();
      pod = new ScriptPod(host, scripts, volume);
      Inputs inputs = new Inputs(workplace.config());
      inputs.restore();
      world = new PodEnvironment(volume, inputs, new Locks(pod), setting.budget());
      moments = new Moments(pod, world, workplace);
      world.waiting.addAll(scripts.main().keySet());
      world.isKept = setting.topology() == Topology.SIDECAR;
      scriptMoves = new ScriptMoves(pod, world, scripts);
      outsideMoves = new OutsideMoves(pod, world, setting, scriptMoves);
    }

    void run(Scheduler chooser) {
      witness.begin(pod, world);
      try {
        while (!isOver()) {
          List<Move> moves = moves();
          if (moves.isEmpty() || moves.get(0).rank().isFault()) {
            broken.add("L1: both containers end: nothing can go on: " + pod.alive());
            return;
          }
          if (chosen.size() == STEPS_MAX) {
            broken.add("L1: both containers end: not within " + STEPS_MAX + " steps");
            return;
          }
          if (pruning.isKnown(chosen.size(), () -> state(moves))) {
            isPruned = true;
            return;
          }
          take(chooser, moves);
        }
      } finally {
        pod.remove();
      }
    }

    private UUID state(List<Move> moves) {
      boolean goesOn = moves.get(0).process() == last;
      return ScriptProcess.digest(
          String.join(
              "\n",
              pod.fingerprint(),
              world.fingerprint(pod),
              witness.memory(),
              goesOn ? pod.name(last) + " in turn " + turn : "",
              String.valueOf(ended)));
    }

    private void take(Scheduler chooser, List<Move> moves) {
      int choice = chooser.choose(chosen.size(), moves);
      Move move = moves.get(choice);
      choices.add(moves.size());
      faults.add((int) moves.stream().filter(some -> some.rank().isFault()).count());
      chosen.add(choice);
      turn = move.process() == last ? turn + 1 : 0;
      last = move.process();
      String words = withMoments ? moments.words(move) : "";
      move.effect().run();
      pod.settle();
      world.volume.afterWrite();
      if (withMoments) {
        moments.add(move, words);
      }
      afterStep();
      witness.see(move, pod, world);
    }

    private List<Move> moves() {
      List<Move> moves = new ArrayList<>(scriptMoves.all());
      moves.addAll(outsideMoves.all());
      if (moves.stream().anyMatch(move -> move.rank().compareTo(Move.Rank.LAST_RESORT) < 0)) {
        moves.removeIf(move -> move.rank() == Move.Rank.LAST_RESORT);
      }
      moves.sort(Comparator.comparingInt(this::order));
      return moves;
    }

    private int order(Move move) {
      boolean goesOn = move.rank() == Move.Rank.STEP && move.process() == last && turn < TURN;
      return goesOn ? -1 : move.rank().ordinal();
    }

    private boolean isOver() {
      return !world.isKept
          && scripts.main().keySet().stream()
              .allMatch(
                  container ->
                      world.absent.contains(container) || pod.exitCode(container).isPresent());
    }

    private void afterStep() {
      pod.main(ScriptContainer.RSYNC)
          .filter(main -> isPastItsMark(scripts.text(main.question.place())))
          .ifPresent(main -> world.isMarked = true);
      for (ScriptContainer container : scripts.main().keySet()) {
        int code = pod.exitCode(container).orElse(ALIVE);
        if (code != ALIVE && ended.add(container)) {
          world.signals.remove(container);
          broken.addAll(ScriptLaws.atEnd(container, code, pod, world));
          if (holdsDaemon(container)) {
            world.endDaemon();
          }
          if (withMoments) {
            moments.addEnd(container, code);
          }
        } else if (code == ALIVE) {
          ended.remove(container);
        }
      }
    }

    /** At the first lines that ask after it. */
    private boolean isPastItsMark(String text) {
      return text.startsWith("sleep \"$TUNNEL_TIMEOUT") || text.startsWith("{ exec 8<");
    }

    private boolean holdsDaemon(ScriptContainer container) {
      return scripts.main().size() == 1 || container == ScriptContainer.STUNNEL;
    }

    ScheduleResult outcome() {
      Map<ScriptContainer, Integer> codes = new EnumMap<>(ScriptContainer.class);
      for (ScriptContainer container : ScriptContainer.values()) {
        pod.exitCode(container).ifPresent(code -> codes.put(container, code));
      }
      return new ScheduleResult(
          choices, faults, chosen, codes, broken, world.clockMs, moments.all(), isPruned);
    }
  }
}
