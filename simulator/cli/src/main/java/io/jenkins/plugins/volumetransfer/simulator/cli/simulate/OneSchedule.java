package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One schedule of the real scripts, to look at.
 *
 * @param name which
 */
public record OneSchedule(String name, Supplier<ScheduleSource.Run> schedule)
    implements Simulation {

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public SimulationResult run(Watcher watcher) {
    watcher.begins(name);
    ScheduleSource.Run run = schedule.get();
    return new SimulationResult(
        "A schedule of the real scripts",
        name,
        Optional.empty(),
        List.of(),
        List.of(run.timeline()),
        run.outcome());
  }
}
