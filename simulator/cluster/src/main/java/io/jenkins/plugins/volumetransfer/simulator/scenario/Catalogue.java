package io.jenkins.plugins.volumetransfer.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All scenarios, in the order of the file. */
public record Catalogue(List<Scenario> scenarios) {
  private static final String RESOURCE = "scenarios.yaml";

  /**
   * Checked as a whole.
   *
   * @throws ScenarioException when two have the same name
   */
  public Catalogue {
    scenarios = List.copyOf(scenarios);
    Set<String> names = new HashSet<>();
    for (Scenario scenario : scenarios) {
      if (!names.add(scenario.name())) {
        throw new ScenarioException(scenario.name(), "name: there is another one of that name");
      }
    }
  }

  /** The one that this project comes with. */
  public static Catalogue own() {
    try (InputStream yaml = Catalogue.class.getResourceAsStream(RESOURCE)) {
      return CatalogueReader.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * One in the same form.
   *
   * @throws ScenarioException when it is not as it should be
   */
  public static Catalogue of(String yaml) {
    return CatalogueReader.read(yaml);
  }

  public Optional<Scenario> find(String name) {
    return scenarios.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
