package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.level.Level;
import io.jenkins.plugins.volumetransfer.simulator.level.local.LocalLevel;
import io.jenkins.plugins.volumetransfer.simulator.level.model.ModelLevel;
import io.jenkins.plugins.volumetransfer.simulator.level.scripts.ScriptsLevel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What scenarios can be played on.
 *
 * @param byName in the order of their columns; each is made only if it is asked for
 * @param usual those that are played if none is named
 */
public record Levels(Map<String, Supplier<Level>> byName, List<String> usual) {

  /** How many schedules of the scripts are drawn for each scenario. */
  private static final int DRAWN = 6;

  /** All that there are. */
  public static Levels own() {
    Map<String, Supplier<Level>> byName = new LinkedHashMap<>();
    byName.put("model", ModelLevel::new);
    byName.put("scripts", () -> new ScriptsLevel(DRAWN));
    byName.put("local", LocalLevel::new);
    return new Levels(byName, List.of("model", "scripts"));
  }

  public Levels {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    usual = List.copyOf(usual);
  }
}
