package io.jenkins.plugins.volumetransfer.simulator.timeline;

/** What timelines in a terminal are drawn with. */
public enum Glyphs {
  UNICODE("●✗▶■", "│", "╭", "╰"),
  ASCII("oX>#", "|", "/", "\\");

  private final String marks;
  private final String rail;
  private final String loopBegins;
  private final String loopEnds;

  Glyphs(String marks, String rail, String loopBegins, String loopEnds) {
    this.marks = marks;
    this.rail = rail;
    this.loopBegins = loopBegins;
    this.loopEnds = loopEnds;
  }

  String mark(Moment.Kind kind) {
    return marks.substring(kind.ordinal(), kind.ordinal() + 1);
  }

  String rail() {
    return rail;
  }

  String loopBegins() {
    return loopBegins;
  }

  String loopEnds() {
    return loopEnds;
  }

  String legend() {
    return "%s step   %s fault   %s signal   %s a container ends"
        .formatted((Object[]) marks.split(""));
  }
}
