package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import java.io.PrintWriter;
import java.time.Clock;

/** Each announcement a line of JSON, but for the last: the command adds its exit code to it. */
public record JsonView(JsonEvents events, Clock clock, PrintWriter out) implements View {
  @Override
  public void take(Announcement announcement) {
    if (!(announcement instanceof Announcement.RunEnded)) {
      out.println(events.of(announcement, clock.instant()));
      out.flush();
    }
  }
}
