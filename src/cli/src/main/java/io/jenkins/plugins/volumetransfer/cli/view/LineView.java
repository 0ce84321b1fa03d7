package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.lines.RunLines;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** A line now and then, for logs. */
public final class LineView implements View {
  private final RunLines lines;

  public LineView(List<Transfer> transfers, Clock clock, Consumer<String> out) {
    this(new RunLines(transfers, clock, out));
  }

  public LineView(RunLines lines) {
    this.lines = lines;
  }

  @Override
  public void take(Announcement announcement) {
    lines.take(announcement);
  }

  @Override
  public void say(String line) {
    lines.say(line);
  }
}
