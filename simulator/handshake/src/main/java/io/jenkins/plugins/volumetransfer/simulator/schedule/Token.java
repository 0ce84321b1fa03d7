package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What replays a schedule: {@code SEPARATE/USUAL/2/SOME/12.3-40.1}. That is the topology, the
 * faults that may happen, how often ({@code 2:12}: and rsync ends with 12), whether signals strike
 * at some or all commands, and where the schedule leaves the one without deviations: at step 12 it
 * takes choice 3.
 */
public record Token(Setting setting, List<Deviation> deviations) {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Z_]+)/([A-Z_+]*)/([0-9])(?::(\\d{1,2}))?/(SOME|ALL)/((?:\\d+\\.\\d+(?:-|$))*)");
  private static final String USUAL = "USUAL";

  /** At this step, not the first choice but this one; both count from 0. */
  public record Deviation(int step, int choice) {}

  public Token {
    deviations = List.copyOf(deviations);
  }

  /** Of a schedule that was run. */
  static Token of(Setting setting, ScheduleResult outcome) {
    return new Token(
        setting,
        Stream.iterate(0, step -> step < outcome.steps(), step -> step + 1)
            .filter(step -> outcome.chosen().get(step) != 0)
            .map(step -> new Deviation(step, outcome.chosen().get(step)))
            .toList());
  }

  /**
   * @throws IllegalArgumentException if the text is no token; the message says what one looks like
   */
  public static Token parse(String text) {
    Matcher parts = FORM.matcher(text);
    try {
      if (parts.matches()) {
        Setting setting =
            new Setting(
                Topology.valueOf(parts.group(1)),
                faults(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                parts.group(5).equals("ALL"),
                Optional.ofNullable(parts.group(4))
                    .map(Integer::parseInt)
                    .orElse(Setting.PARTIAL_COPY));
        return new Token(setting, deviations(parts.group(6)));
      }
    } catch (IllegalArgumentException e) {
      // No such topology or fault: the message below is the better one.
    }
    throw new IllegalArgumentException(
        "'%s' is no replay token; one looks like SEPARATE/USUAL/2/SOME/12.3-40.1".formatted(text));
  }

  private static Set<ModelFault> faults(String names) {
    Set<ModelFault> faults = EnumSet.noneOf(ModelFault.class);
    if (names.equals(USUAL)) {
      faults.addAll(Setting.USUAL);
    } else if (!names.isEmpty()) {
      for (String name : names.split("\\+")) {
        faults.add(ModelFault.valueOf(name));
      }
    }
    return faults;
  }

  private static List<Deviation> deviations(String text) {
    return Stream.of(text.split("-"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("\\."))
        .map(part -> new Deviation(Integer.parseInt(part[0]), Integer.parseInt(part[1])))
        .toList();
  }

  Scheduler chooser() {
    return (step, moves) ->
        deviations.stream()
            .filter(deviation -> deviation.step() == step)
            .mapToInt(deviation -> Math.min(deviation.choice(), moves.size() - 1))
            .findFirst()
            .orElse(0);
  }

  @Override
  public String toString() {
    String faults =
        setting.faults().equals(Setting.USUAL)
            ? USUAL
            : setting.faults().stream()
                .map(ModelFault::name)
                .sorted()
                .collect(Collectors.joining("+"));
    String where =
        deviations.stream()
            .map(deviation -> deviation.step() + "." + deviation.choice())
            .collect(Collectors.joining("-"));
    String code = setting.rsyncCode() == Setting.PARTIAL_COPY ? "" : ":" + setting.rsyncCode();
    return "%s/%s/%s%s/%s/%s"
        .formatted(
            setting.topology(),
            faults,
            setting.budget(),
            code,
            setting.everyLine() ? "ALL" : "SOME",
            where);
  }
}
