package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.Played;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Codes;
import io.jenkins.plugins.volumetransfer.simulator.scenario.ExpectedEnd;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Level 4: each play has a local cluster of its own, so several may go on at once. It takes seconds
 * of real time, and is bounded at three minutes.
 *
 * <p>A container that has not ended by itself two seconds after the run was judged is ended by the
 * engine; nothing is said of its exit code then.
 */
public final class LocalLevel implements Level {
  private static final String TOO_LATE = "all was copied before the strike came";

  private final List<Long> rates;

  public LocalLevel() {
    this(List.of(2L << 20, 1L << 19, 1L << 17));
  }

  /**
   * @param rates of a copy that is to be struck, in bytes a second. The next is for a strike that
   *     came too late
   */
  LocalLevel(List<Long> rates) {
    this.rates = List.copyOf(rates);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Played play(Scenario scenario, Topology topology) {
    Optional<ExpectedEnd> verdict = scenario.verdict(topology);
    if (verdict.isEmpty()) {
      return new Played.NotExpressible("the scenario says nothing of " + topology);
    }
    Optional<String> obstacle = obstacle(scenario);
    if (obstacle.isPresent()) {
      return new Played.NotExpressible(obstacle.get());
    }
    Played played = play(scenario, topology, verdict.get(), rates.get(0));
    for (long slower : rates.subList(1, rates.size())) {
      if (played instanceof Played.Otherwise otherwise && otherwise.got().equals(TOO_LATE)) {
        played = play(scenario, topology, verdict.get(), slower);
      }
    }
    return played;
  }

  private static Played play(
      Scenario scenario, Topology topology, ExpectedEnd verdict, long bytesPerSecond) {
    long begin = System.nanoTime();
    try (LocalSetup stage = LocalSetup.set()) {
      Performance.Seen seen = new Performance(scenario, topology, stage, bytesPerSecond).play();
      String got = words(seen, topology);
      return isRight(verdict, seen, topology)
          ? new Played.AsExpected(
              String.format(Locale.ROOT, "%s (%.1f s)", got, (System.nanoTime() - begin) / 1e9))
          : new Played.Otherwise(verdict.toString(), got, Optional.empty());
    } catch (StrikeTrigger.TooLate e) {
      return new Played.Otherwise(verdict.toString(), TOO_LATE, Optional.empty());
    } catch (ProcessPolling.StillWaiting e) {
      return new Played.Otherwise(
          verdict.toString(), String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static Optional<String> obstacle(Scenario scenario) {
    if (scenario.has(What.CONTAINER_RESTARTED)) {
      return Optional.of("the pods have restartPolicy Never, so no kubelet restarts a container");
    }
    if (scenario.has(What.VOLUME_FULL) || scenario.has(What.VOLUME_READ_ONLY)) {
      return Optional.of(
          "the shared volume is a directory here, which has no size, and no mount of its own");
    }
    return scenario.strikes().size() > 1
        ? Optional.of("more than one strike is not staged here yet")
        : Optional.empty();
  }

  private static boolean isRight(ExpectedEnd verdict, Performance.Seen seen, Topology topology) {
    boolean succeeded = seen.failure().isEmpty();
    for (SourceContainer container : SourceContainer.values()) {
      Codes codes = verdict.of(container);
      OptionalInt code = seen.code(container);
      boolean open = code.isEmpty() && !succeeded;
      if (container.isIn(topology) && !codes.allow(code) && !open) {
        return false;
      }
    }
    return verdict.run().allows(seen.failure())
        && (!succeeded || seen.isAllCopied())
        && seen.leftBehind().isEmpty();
  }

  private static String words(Performance.Seen seen, Topology topology) {
    List<String> words = new ArrayList<>();
    for (SourceContainer container : SourceContainer.values()) {
      if (container.isIn(topology)) {
        words.add(container.label() + " " + words(seen.code(container)));
      }
    }
    words.add(
        "the run "
            + seen.failure()
                .map(failure -> failure.reason() + " (again: " + failure.retry() + ")")
                .orElse(seen.isAllCopied() ? "SUCCESS" : "SUCCESS, but not all is copied"));
    if (!seen.leftBehind().isEmpty()) {
      words.add("left behind: " + seen.leftBehind());
    }
    return String.join("; ", words);
  }

  private static String words(OptionalInt code) {
    return code.isEmpty()
        ? "has not ended by itself"
        : ExitCode.of(code.getAsInt()).map(ExitCode::name).orElse("" + code.getAsInt());
  }
}
