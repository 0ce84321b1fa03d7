package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import java.util.Iterator;

/** For completion. */
public final class LevelNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Levels.own().byName().keySet().iterator();
  }
}
