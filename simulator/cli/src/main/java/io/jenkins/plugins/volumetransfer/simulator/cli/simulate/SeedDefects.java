package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.simulator.handshake.KnownDefect;
import io.jenkins.plugins.volumetransfer.simulator.handshake.ViolationTimelines;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable;
import io.jenkins.plugins.volumetransfer.simulator.timeline.ResultTable.Mark;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The defects of the scripts that this project began with: for each, the shortest run shows it. */
public record SeedDefects(List<KnownDefect> exhibits) implements Simulation {

  public SeedDefects {
    exhibits = List.copyOf(exhibits);
  }

  @Override
  public int steps() {
    return exhibits.size();
  }

  @Override
  public SimulationResult run(Watcher watcher) {
    List<ResultTable.Row> rows = new ArrayList<>();
    List<Timeline> timelines = new ArrayList<>();
    for (KnownDefect exhibit : exhibits) {
      watcher.begins("defect " + exhibit.number());
      Optional<Violation> found = exhibit.search();
      rows.add(row(exhibit, found));
      found.ifPresent(
          violation ->
              timelines.add(ViolationTimelines.of(title(exhibit), exhibit.variant(), violation)));
    }
    ResultTable results = new ResultTable("Defect", List.of("topology", "shortest run"), rows);
    return new SimulationResult(
        "The scripts that this project began with",
        "%s of %s defects found by search.".formatted(timelines.size(), exhibits.size()),
        Optional.of(results),
        List.of(),
        timelines,
        timelines.size() == exhibits.size()
            ? SimulationResult.Outcome.AS_EXPECTED
            : SimulationResult.Outcome.OTHERWISE);
  }

  private static ResultTable.Row row(KnownDefect exhibit, Optional<Violation> found) {
    return new ResultTable.Row(
        exhibit.number() + ": " + exhibit.sentence(),
        "",
        List.of(
            new ResultTable.Cell(Mark.NEUTRAL, topology(exhibit), ""),
            found
                .map(violation -> new ResultTable.Cell(Mark.GOOD, length(violation), exhibit.law()))
                .orElse(new ResultTable.Cell(Mark.BAD, "not found", exhibit.law()))));
  }

  private static String title(KnownDefect exhibit) {
    return "Defect %s, %s: %s".formatted(exhibit.number(), topology(exhibit), exhibit.sentence());
  }

  private static String topology(KnownDefect exhibit) {
    return exhibit.variant().topology().name().toLowerCase(Locale.ROOT);
  }

  private static String length(Violation violation) {
    int steps = violation.steps().size() + violation.cycle().size();
    long faults = violation.faults();
    return "%s steps, %s".formatted(steps, faults == 1 ? "1 fault" : faults + " faults");
  }
}
