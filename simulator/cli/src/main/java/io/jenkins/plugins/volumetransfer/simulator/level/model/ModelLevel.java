package io.jenkins.plugins.volumetransfer.simulator.level.model;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.simulator.handshake.InjectionPlan;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodEnd;
import io.jenkins.plugins.volumetransfer.simulator.handshake.ViolationTimelines;
import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Codes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Level 1: the model of both scripts, in all schedules in which the strikes of the scenario strike.
 *
 * <p>It judges the exit codes of the containers; the run is the engine's, of which there is no
 * model. A timeout strikes only where the verdict names its code: all other runs must end without
 * waiting one out.
 */
public final class ModelLevel implements Level {

  @Override
  public String name() {
    return "model";
  }

  @Override
  public Played play(Scenario scenario, Topology topology) {
    Optional<ExpectedEnd> verdict = scenario.verdict(topology);
    if (verdict.isEmpty()) {
      return new Played.NotExpressible("the scenario says nothing of " + topology);
    }
    if (scenario.has(What.NODE_LOST)) {
      return new Played.NotExpressible(
          "the containers of a lost node do nothing more and see nothing; only the engine does");
    }
    InjectionPlan play =
        new InjectionPlan(
            topology, ModelStrikes.blows(scenario, topology), ModelStrikes.clocks(verdict.get()));
    return judge(scenario, verdict.get(), topology, play);
  }

  private static Played judge(
      Scenario scenario, ExpectedEnd verdict, Topology topology, InjectionPlan play) {
    InjectionPlan.Outcome outcome = play.judge(end -> isRight(verdict, end));
    String ends =
        outcome.ends().stream()
            .map(ModelLevel::words)
            .sorted()
            .collect(Collectors.joining(", or "));
    List<Violation> violations = outcome.exploration().violations();
    if (violations.isEmpty()) {
      return new Played.AsExpected(
          String.format(
              Locale.ROOT,
              "%,d states, %,d steps: %s",
              outcome.exploration().states(),
              outcome.exploration().transitions(),
              ends));
    }
    // An end that is never reached has no run to show.
    Violation first =
        violations.stream()
            .filter(violation -> !violation.steps().isEmpty())
            .findFirst()
            .orElse(violations.get(0));
    return new Played.Otherwise(
        "rsync "
            + verdict.rsync()
            + (verdict.stunnel().isEmpty() ? "" : "; stunnel " + verdict.stunnel()),
        first.law() + " is broken; ends: " + (ends.isEmpty() ? "none" : ends),
        Optional.of(
            ViolationTimelines.of(
                "%s, %s, model".formatted(scenario.name(), topology), play.variant(), first)));
  }

  private static boolean isRight(ExpectedEnd verdict, PodEnd end) {
    return isRight(verdict.rsync(), end.rsync())
        && (verdict.stunnel().isEmpty() || isRight(verdict.stunnel(), end.stunnel()));
  }

  private static boolean isRight(Codes codes, Set<ExitCode> possible) {
    return possible.isEmpty() ? codes.none() : possible.stream().anyMatch(codes::has);
  }

  private static String words(PodEnd end) {
    return words("rsync", end.rsync()) + words(" + stunnel", end.stunnel());
  }

  private static String words(String container, Set<ExitCode> possible) {
    if (possible.isEmpty()) {
      return "";
    }
    return container
        + " "
        + (possible.size() == 1 ? possible.iterator().next().name() : "an error of rsync");
  }
}
