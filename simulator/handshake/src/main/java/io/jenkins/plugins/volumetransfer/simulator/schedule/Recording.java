package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One schedule, to look at.
 *
 * @param token replays it
 */
public record Recording(Token token, ScheduleResult outcome) {
  /** The containers stand before these, and who is not known here after them. */
  private static final List<String> COLUMNS =
      List.of(
          "rsync process",
          "stunnel process",
          "clock of",
          "watcher in",
          "kubelet",
          "network",
          "volume");

  /** Each choice is drawn from the seed: the same seed, the same schedule. */
  public static Recording random(ScriptSet scripts, Setting setting, long seed) throws IOException {
    return of(scripts, setting, Schedules.randomChooser(seed));
  }

  /**
   * The schedule that gave this token.
   *
   * @throws IllegalArgumentException if these scripts have no such schedule
   */
  public static Recording replay(ScriptSet scripts, Token token) throws IOException {
    Recording recording = of(scripts, token.setting(), token.chooser());
    if (!recording.token().equals(token)) {
      throw new IllegalArgumentException(
          "the scripts have no schedule %s; is it of another version of them?".formatted(token));
    }
    return recording;
  }

  private static Recording of(ScriptSet scripts, Setting setting, Scheduler chooser)
      throws IOException {
    try (ScriptRunner runner = ScriptRunner.start(scripts)) {
      ScheduleResult outcome = runner.run(setting, chooser, true);
      return new Recording(Token.of(setting, outcome), outcome);
    }
  }

  /** Whether all laws held that one run can show. */
  public boolean isLawful() {
    return outcome.broken().isEmpty();
  }

  public Timeline timeline(String title) {
    return new Timeline(
        title, verdict(), token.toString(), columns(), outcome.moments(), OptionalInt.empty());
  }

  private String verdict() {
    String ends =
        Stream.of(ScriptContainer.values())
            .filter(outcome.codes()::containsKey)
            .map(each -> each.containerName() + " ends with " + outcome.codes().get(each))
            .collect(Collectors.joining(", "));
    return isLawful() ? ends : String.join("; ", outcome.broken());
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>();
    outcome.moments().stream()
        .map(Moment::column)
        .distinct()
        .sorted(Comparator.comparingInt(Recording::rank).thenComparing(Comparator.naturalOrder()))
        .forEach(columns::add);
    return columns;
  }

  private static int rank(String column) {
    for (ScriptContainer container : ScriptContainer.values()) {
      if (container.containerName().equals(column)) {
        return container.ordinal() - ScriptContainer.values().length;
      }
    }
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (column.startsWith(COLUMNS.get(i))) {
        return i;
      }
    }
    return COLUMNS.size();
  }
}
