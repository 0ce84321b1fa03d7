package io.jenkins.plugins.volumetransfer.simulator.cli;

import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.ExitStatus;
import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Explorations;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.FindingsText;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Levels;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Mode;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Progress;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Request;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.ScenarioList;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Simulation;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.SimulationResult;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Glyphs;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Look;
import io.jenkins.plugins.volumetransfer.simulator.timeline.TimelinePage;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.text.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays failures, and searches for more. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Play the scenarios of the catalogue, and see what becomes of a transfer when something goes"
          + " wrong; or search all schedules. Needs no cluster. Ends with 0 only if all is as"
          + " expected.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer simulate",
      "  volume-transfer simulate --scenario success --topology single",
      "  volume-transfer simulate --explore",
      "  volume-transfer simulate --scripts seed --html defects.html"
    })
final class SimulateCommand implements Callable<Integer> {
  /** Whose scripts. */
  enum Scripts {
    OURS,
    SEED
  }

  /** For completion; the catalogue is read only when a shell wants them. */
  static final class ScenarioNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ScenarioNames() {
      super(Catalogue.own().scenarios().stream().map(Scenario::name).toList());
    }
  }

  static final class LevelNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    LevelNames() {
      super(Levels.own().byName().keySet());
    }
  }

  private final Environment environment;
  private final Levels levels;

  @Spec private CommandSpec spec;

  @Option(names = "--list", description = "Print names and sentences of all scenarios.")
  private boolean list;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioNames.class,
      description = "Only this one; repeatable. Of a single one, all is told.")
  private Set<String> names = new LinkedHashSet<>();

  @Option(
      names = "--topology",
      paramLabel = "KIND",
      description = "Only this one: ${COMPLETION-CANDIDATES}; repeatable.")
  private Set<Topology> topologies = new LinkedHashSet<>();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      completionCandidates = LevelNames.class,
      description = "Only this level of reality; repeatable. See docs/cli.md.")
  private Set<String> levelNames = new LinkedHashSet<>();

  @Option(
      names = "--explore",
      description = "Search all schedules of the model of our scripts, with all faults.")
  private boolean explore;

  @Option(
      names = "--budget",
      paramLabel = "N",
      defaultValue = "" + Explorations.BUDGET_MAX,
      description =
          "With --explore: how many faults may strike, 0 to "
              + Explorations.BUDGET_MAX
              + ". Default: ${DEFAULT-VALUE}.")
  private int budget = Explorations.BUDGET_MAX;

  @Option(
      names = "--scripts",
      paramLabel = "WHOSE",
      description =
          "ours (default), or seed: find the defects of the scripts that this project began with.")
  private Scripts scripts = Scripts.OURS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Show the schedule of the real scripts that is drawn from this number. Needs bash.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--replay",
      paramLabel = "TOKEN",
      description = "Show the schedule that a timeline gave this token for. Needs bash.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write results and timelines to this file too, as a page.")
  private Optional<Path> html = Optional.empty();

  SimulateCommand(Environment environment, Levels levels) {
    this.environment = environment;
    this.levels = levels;
  }

  @Override
  public Integer call() {
    Set<String> given = given();
    Mode mode = Mode.of(given);
    mode.problem(given)
        .ifPresent(
            problem -> {
              throw new BadInput(problem);
            });
    html.ifPresent(SimulateCommand::requireDirectory);
    if (mode == Mode.LIST) {
      print(new ScenarioList(Catalogue.own()).text(colours(), environment.terminal().columns()));
      return ExitStatus.SUCCEEDED.code();
    }
    SimulationResult findings =
        run(
            new Request(mode, names, topologies, levelNames, budget, seed, token)
                .simulation(levels));
    print(new FindingsText(colours(), look()).of(findings));
    boolean written = html.map(file -> isWritten(file, findings)).orElse(true);
    ExitStatus asExpected = written ? ExitStatus.SUCCEEDED : ExitStatus.NOT_REPORTED;
    return (findings.outcome() == SimulationResult.Outcome.AS_EXPECTED
            ? asExpected
            : ExitStatus.FAILED)
        .code();
  }

  private boolean isWritten(Path file, SimulationResult findings) {
    try {
      Files.writeString(file, page(findings));
      return true;
    } catch (IOException e) {
      environment
          .err()
          .println("volume-transfer: --html: " + file + " can't be written: " + FileError.why(e));
      environment.err().flush();
      return false;
    }
  }

  /** Names of options, without those that ask for what would be done anyway. */
  private Set<String> given() {
    Set<String> given = new LinkedHashSet<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!option.inherited() && !(name.equals("--scripts") && scripts == Scripts.OURS)) {
        given.add(name);
      }
    }
    return given;
  }

  private static void requireDirectory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || !Files.isDirectory(parent)) {
      throw new BadInput("--html: name a file in a directory that is there, not " + file);
    }
  }

  private SimulationResult run(Simulation simulation) {
    try (Progress progress =
        new Progress(
            simulation.steps(), environment.terminal(), environment.err(), environment.clock())) {
      return simulation.run(progress);
    }
  }

  private static String page(SimulationResult findings) {
    return TimelinePage.of(
        findings.title(), findings.summary(), findings.results(), findings.timelines());
  }

  private void print(String text) {
    environment.out().print(text);
    environment.out().flush();
  }

  private ColorScheme colours() {
    return spec.commandLine().getColorScheme();
  }

  private Look look() {
    return Look.plain(
        environment.terminal().columns(), Glyphs.valueOf(environment.terminal().glyphs().name()));
  }
}
