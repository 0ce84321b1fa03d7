package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import java.util.function.Consumer;

/** Shows nothing of the run; only what is said to the user directly. */
public record QuietView(Consumer<String> out) implements View {
  @Override
  public void take(Announcement announcement) {}

  @Override
  public void say(String line) {
    out.accept(line);
  }
}
