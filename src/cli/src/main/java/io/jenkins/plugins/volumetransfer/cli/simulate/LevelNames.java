package io.jenkins.plugins.volumetransfer.cli.simulate;

import java.util.Iterator;

/** For completion. */
public final class LevelNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Levels.own().byName().keySet().iterator();
  }
}
