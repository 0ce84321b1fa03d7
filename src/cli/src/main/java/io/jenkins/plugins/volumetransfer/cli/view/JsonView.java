package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import java.io.PrintWriter;
import java.time.Clock;

/** Each announcement a line of JSON, but for the last: the command adds its exit code to it. */
public final class JsonView implements View {
  private final JsonEvents events;
  private final Clock clock;
  private final PrintWriter out;

  public JsonView(JsonEvents events, Clock clock, PrintWriter out) {
    this.events = events;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void take(Announcement announcement) {
    if (!(announcement instanceof Announcement.RunEnded)) {
      out.println(events.of(announcement, clock.instant()));
      out.flush();
    }
  }
}
