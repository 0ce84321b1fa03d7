package io.jenkins.plugins.volumetransfer.simulator.level.scripts;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Codes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.schedule.Recording;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScheduleResult;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptDirectory;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptPlay;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptRunner;
import io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptSet;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Level 2: the real scripts, in several schedules in which the strikes of the scenario strike.
 *
 * <p>It judges the exit codes of the containers, and the laws that one run can show; the run is the
 * engine's, which is not there. As on the model, a timeout strikes only where the verdict names its
 * code.
 */
public final class ScriptsLevel implements Level {
  private final int drawn;

  /**
   * @param drawn how many schedules are drawn for each scenario, besides the usual one
   */
  public ScriptsLevel(int drawn) {
    this.drawn = drawn;
  }

  @Override
  public String name() {
    return "scripts";
  }

  @Override
  public Played play(Scenario scenario, Topology topology) {
    Optional<ExpectedEnd> verdict = scenario.verdict(topology);
    if (verdict.isEmpty()) {
      return new Played.NotExpressible("the scenario says nothing of " + topology);
    }
    Optional<String> obstacle = ScriptStrikes.obstacle(scenario);
    if (obstacle.isPresent()) {
      return new Played.NotExpressible(obstacle.get());
    }
    ScriptPlay play = ScriptStrikes.play(scenario, verdict.get(), topology);
    return withScripts(
        topology, scripts -> judge(verdict.get(), play, scripts, title(scenario, topology)));
  }

  /** The usual schedule. */
  @Override
  public Optional<Timeline> show(Scenario scenario, Topology topology) {
    return scenario
        .verdict(topology)
        .filter(verdict -> ScriptStrikes.obstacle(scenario).isEmpty())
        .map(verdict -> ScriptStrikes.play(scenario, verdict, topology))
        .map(
            play ->
                withScripts(
                    topology,
                    scripts ->
                        Recording.replay(scripts, run(play, scripts, 0).get(0).token())
                            .timeline(title(scenario, topology))));
  }

  private interface ScriptUse<T> {
    T apply(ScriptSet scripts) throws IOException;
  }

  private static <T> T withScripts(Topology topology, ScriptUse<T> use) {
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      return use.apply(directory.of(topology));
    } catch (IOException e) {
      throw new UncheckedIOException("the scripts can't be run: " + e.getMessage(), e);
    }
  }

  private static String title(Scenario scenario, Topology topology) {
    return "%s, %s, scripts".formatted(scenario.name(), topology);
  }

  private static List<ScriptPlay.Run> run(ScriptPlay play, ScriptSet scripts, int drawn)
      throws IOException {
    try (ScriptRunner runner = ScriptRunner.start(scripts)) {
      return play.perform(runner, drawn);
    }
  }

  private Played judge(ExpectedEnd verdict, ScriptPlay play, ScriptSet scripts, String title)
      throws IOException {
    List<ScriptPlay.Run> runs = run(play, scripts, drawn);
    for (ScriptPlay.Run run : runs) {
      Optional<String> problem = problem(verdict, play, run);
      if (problem.isPresent()) {
        return new Played.Otherwise(
            words(verdict),
            problem.get(),
            Optional.of(Recording.replay(scripts, run.token()).timeline(title)));
      }
    }
    return new Played.AsExpected(
        String.format(
            Locale.ROOT,
            "%d schedules, %,d steps: %s",
            runs.size(),
            runs.stream().mapToLong(run -> run.outcome().steps()).sum(),
            runs.stream()
                .map(run -> words(run.outcome()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", or "))));
  }

  private static Optional<String> problem(
      ExpectedEnd verdict, ScriptPlay play, ScriptPlay.Run run) {
    if (!run.outcome().broken().isEmpty()) {
      return Optional.of(String.join("; ", run.outcome().broken()));
    }
    if (run.struck() < play.blows().size()) {
      return Optional.of(play.blows().get(run.struck()).fault() + " never came to strike");
    }
    return isRight(verdict.rsync(), run.outcome(), SourceContainer.RSYNC)
            && (verdict.stunnel().isEmpty()
                || isRight(verdict.stunnel(), run.outcome(), SourceContainer.STUNNEL))
        ? Optional.empty()
        : Optional.of(words(run.outcome()));
  }

  private static boolean isRight(Codes codes, ScheduleResult outcome, SourceContainer container) {
    return codes.allow(code(outcome, container));
  }

  private static OptionalInt code(ScheduleResult outcome, SourceContainer container) {
    return outcome.code(
        io.jenkins.plugins.volumetransfer.simulator.schedule.ScriptContainer.valueOf(
            container.name()));
  }

  private static String words(ExpectedEnd verdict) {
    return "rsync "
        + verdict.rsync()
        + (verdict.stunnel().isEmpty() ? "" : "; stunnel " + verdict.stunnel());
  }

  private static String words(ScheduleResult outcome) {
    return Stream.of(SourceContainer.values())
        .filter(container -> code(outcome, container).isPresent())
        .map(
            container ->
                container.label() + " " + Codes.of(Set.of(code(outcome, container).getAsInt())))
        .collect(Collectors.joining(" + "));
  }
}
