package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;

/** Shows a run. Called by one thread at a time. */
public interface View extends AutoCloseable {
  void take(Announcement announcement);

  /** A line that belongs to no transfer. */
  default void say(String line) {}

  /** The run is over; nothing more is shown. */
  @Override
  default void close() {}
}
