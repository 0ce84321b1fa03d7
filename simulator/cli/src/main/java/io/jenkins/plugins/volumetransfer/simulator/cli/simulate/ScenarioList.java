package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The names of all scenarios. */
public record ScenarioList(Catalogue catalogue) {
  private static final int GAP = 2;
  private static final int SENTENCE_MIN = 20;
  private static final int NEAREST = 3;

  /** Names and sentences, for a terminal of that width. */
  public String text(ColorScheme colours, int columns) {
    int names =
        GAP
            + catalogue.scenarios().stream()
                .mapToInt(scenario -> scenario.name().length())
                .max()
                .orElse(0);
    TextTable table =
        TextTable.forColumns(
            colours,
            new Column(names, 0, Overflow.SPAN),
            new Column(Math.max(SENTENCE_MIN, columns - names), 0, Overflow.WRAP));
    for (Scenario scenario : catalogue.scenarios()) {
      table.addRowValues(
          colours.apply(scenario.name(), List.of(Style.bold)),
          colours.apply(scenario.sentence(), List.of()));
    }
    return table.toString();
  }

  /** Why there is no such scenario, and which might be meant; empty if there is. */
  public Optional<String> problem(String name) {
    if (catalogue.find(name).isPresent()) {
      return Optional.empty();
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return Optional.of(
        catalogue.scenarios().stream()
            .map(Scenario::name)
            .sorted(
                Comparator.comparing((String each) -> !each.contains(name))
                    .thenComparing(each -> distance.apply(each, name)))
            .limit(NEAREST)
            .collect(
                Collectors.joining(
                    ", ",
                    "there is no scenario \"" + name + "\"; the nearest are ",
                    " (--list names all)")));
  }
}
