package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.PodView.put;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Code;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Line;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView.Fact;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView.Trait;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be seen of the real scripts while nothing moves, in the words of the model. */
record ScriptView(
    ContainerView rsync,
    ContainerView stunnel,
    Code done,
    Set<Fact> facts,
    String destination,
    String volume) {

  /** The descriptor that a script has open until stunnel has started. */
  private static final int DAEMON_LOCK = 8;

  /**
   * One container.
   *
   * @param place where its script stands; empty if it does not run
   * @param lines those of the model that this can be
   * @param code NONE unless it has ended
   */
  record ContainerView(String place, Set<Line> lines, Code code, Set<Trait> traits) {
    private boolean matches(PodView.ContainerView model) {
      return lines.contains(model.line())
          && (model.line() != Line.ENDED || code == model.code())
          && (isEnding(model)
              ? (traits.contains(Trait.HOLDS_LOCK) || !model.traits().contains(Trait.HOLDS_LOCK))
                  && isAsInterrupted(model)
              : traits.equals(model.traits()));
    }

    /**
     * In the EXIT trap nothing comes of these any more; a lock may be taken just before the end.
     */
    private static boolean isEnding(PodView.ContainerView model) {
      return model.line().ordinal() >= Line.TRAP.ordinal();
    }

    /** From the next line on signals are ignored. */
    private boolean isAsInterrupted(PodView.ContainerView model) {
      return model.line() != Line.TRAP
          || traits.contains(Trait.INTERRUPTED) == model.traits().contains(Trait.INTERRUPTED);
    }
  }

  static ScriptView of(ScriptPod pod, PodEnvironment world, ScriptSet scripts) {
    Set<Fact> facts = EnumSet.noneOf(Fact.class);
    put(facts, Fact.STARTED, world.volume.exists(SharedVolume.RSYNC + "-started"));
    put(facts, Fact.TUNNEL_DONE, world.volume.exists(SharedVolume.STUNNEL + "-done"));
    put(facts, Fact.COPYING, pod.alive().stream().anyMatch(process -> process.asks("rsync")));
    put(facts, Fact.DAEMON_UP, world.isDaemonUp);
    return new ScriptView(
        container(ScriptContainer.RSYNC, pod, world, scripts),
        container(ScriptContainer.STUNNEL, pod, world, scripts),
        done(world),
        facts,
        world.destination.name(),
        world.volume.state().name());
  }

  private static ContainerView container(
      ScriptContainer container, ScriptPod pod, PodEnvironment world, ScriptSet scripts) {
    Optional<ScriptProcess> main = pod.main(container);
    OptionalInt code = pod.exitCode(container);
    String signal = world.signals.get(container);
    boolean isUnwatched =
        main.filter(process -> text(process, scripts).startsWith(Places.UNWATCHED)).isPresent();
    String lock = mark(container) + "-lock";
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    put(traits, Trait.HOLDS_LOCK, world.locks.isHeldBy(container, world.volume.path(lock)));
    put(traits, Trait.TIMED, has(pod, container, ScriptMoves::isTimer));
    put(traits, Trait.WATCHING, !isUnwatched && has(pod, container, ScriptMoves::isWatcher));
    put(traits, Trait.INTERRUPTED, signal != null && !(isUnwatched && signal.equals("USR1")));
    return new ContainerView(
        main.map(process -> process.question.place()).orElse(""),
        main.map(process -> lines(process, pod, world, scripts))
            .orElseGet(() -> EnumSet.of(notRunning(container, pod, world, scripts))),
        code.isPresent() ? code(code.getAsInt()) : Code.NONE,
        traits);
  }

  /** What the place alone does not tell: whose end is waited for, what has been written. */
  private static Set<Line> lines(
      ScriptProcess main, ScriptPod pod, PodEnvironment world, ScriptSet scripts) {
    Set<Line> lines = EnumSet.copyOf(Places.lines(main.question.place(), text(main, scripts)));
    if (lines.contains(Line.AWAIT_LOCK) && lines.contains(Line.CHECK_DONE)) {
      Set<Line> atStart = EnumSet.of(Line.START_STUNNEL, Line.DROP_DESCRIPTOR, Line.TRAP);
      if (main.file(DAEMON_LOCK).isPresent()) {
        lines.retainAll(atStart);
      } else {
        lines.removeAll(atStart);
      }
      awaited(main, pod).ifPresent(line -> lines.retainAll(EnumSet.of(line)));
    }
    if (lines.contains(Line.RENAME)) {
      lines.retainAll(
          world.volume.isWritten(mark(main.container) + "-done.new")
              ? EnumSet.of(Line.RENAME)
              : EnumSet.of(Line.STOP_RSYNC, Line.PUBLISH));
    }
    return lines;
  }

  private static Optional<Line> awaited(ScriptProcess main, ScriptPod pod) {
    return pod.alive().stream()
        .filter(process -> process.parent.equals(Optional.of(main)))
        .filter(process -> !ScriptMoves.isTimer(process) && !ScriptMoves.isWatcher(process))
        .flatMap(
            process ->
                switch (process.question.verb()) {
                  case "flock" -> Stream.of(Line.AWAIT_LOCK);
                  case "sleep" -> Stream.of(Line.SLEEP);
                  case "stunnel" -> Stream.of(Line.START_STUNNEL);
                  default -> Stream.<Line>empty();
                })
        .findFirst();
  }

  private static String mark(ScriptContainer container) {
    return container == ScriptContainer.RSYNC ? SharedVolume.RSYNC : SharedVolume.STUNNEL;
  }

  private static String text(ScriptProcess process, ScriptSet scripts) {
    return scripts.text(process.question.place());
  }

  private static boolean has(
      ScriptPod pod, ScriptContainer container, Predicate<ScriptProcess> kind) {
    return pod.alive().stream()
        .anyMatch(
            process -> process.container == container && !process.isMain() && kind.test(process));
  }

  private static Line notRunning(
      ScriptContainer container, ScriptPod pod, PodEnvironment world, ScriptSet scripts) {
    if (world.absent.contains(container) || !scripts.main().containsKey(container)) {
      return Line.ABSENT;
    }
    return pod.exitCode(container).isPresent() ? Line.ENDED : Line.WAITING;
  }

  private static Code done(PodEnvironment world) {
    return world
        .volume
        .content(SharedVolume.RSYNC + "-done")
        .map(text -> text.isEmpty() ? Code.UNWRITTEN : code(Integer.parseInt(text)))
        .orElse(Code.NONE);
  }

  /** The model's classes of codes. */
  static Code code(int number) {
    Map<Integer, Code> special = Map.of(0, Code.OK, 137, Code.KILLED, 143, Code.TERMINATED);
    if (special.containsKey(number)) {
      return special.get(number);
    }
    return ExitCode.of(number)
        .filter(code -> code.origin() == ExitCode.Origin.OURS)
        .map(code -> Code.valueOf(code.name()))
        .orElse(Code.RSYNC_ERROR);
  }

  /** Whether this state of the model looks the same. */
  boolean matches(PodView model) {
    return rsync.matches(model.rsync())
        && stunnel.matches(model.stunnel())
        && done == model.done()
        && facts.equals(model.facts())
        && destination.equals(model.destination())
        && volume.equals(model.volume());
  }
}
