package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import java.util.Iterator;

/** For completion; the catalogue is read only when a shell wants them. */
public final class ScenarioCandidates implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.own().scenarios().stream().map(Scenario::name).iterator();
  }
}
