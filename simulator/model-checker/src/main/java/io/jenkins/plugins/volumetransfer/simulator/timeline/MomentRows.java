package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static io.jenkins.plugins.volumetransfer.simulator.timeline.Template.escape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows of a timeline's table, one for each moment. */
record MomentRows(String section, Timeline timeline, List<String> files, boolean timed) {

  static String id(String section, int moment) {
    return section + "-m" + (moment + 1);
  }

  /** How many columns each row has. */
  int columns() {
    return 1 + (timed ? 1 : 0) + timeline.columns().size() + files.size();
  }

  /** From one moment on, up to another. */
  String html(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::row).collect(Collectors.joining("\n"));
  }

  private String row(int index) {
    Moment moment = timeline.moments().get(index);
    String id = id(section, index);
    StringBuilder row = new StringBuilder();
    row.append(
        "<tr id=\"%s\" class=\"%s\" data-kind=\"%s\">"
            .formatted(id, moment.kind().name().toLowerCase(Locale.ROOT), kind(moment)));
    row.append(
        "<th scope=\"row\" class=\"number\"><a href=\"#%s\">%s</a></th>".formatted(id, index + 1));
    if (timed) {
      row.append("<td class=\"time\">%s</td>".formatted(escape(moment.time())));
    }
    for (String column : timeline.columns()) {
      row.append(column.equals(moment.column()) ? here(moment) : rail(column, index));
    }
    for (int i = 0; i < files.size(); i++) {
      row.append(file(files.get(i), i == 0, index));
    }
    return row.append("</tr>").toString();
  }

  private static String kind(Moment moment) {
    return switch (moment.kind()) {
      case STEP -> "";
      case FAULT -> "fault";
      case SIGNAL -> "signal";
      case END -> "end";
    };
  }

  private static String here(Moment moment) {
    String kind = kind(moment);
    // What has a place is a line of a script.
    boolean script = !moment.place().isEmpty();
    return """
    <td class="actor here%s" data-name="%s"><span class="mark"></span>%s%s%s</td>\
    """
        .formatted(
            script ? " script" : "",
            escape(moment.column()),
            kind.isEmpty() ? "" : "<span class=\"kind\">" + kind + "</span> ",
            (script ? "<code class=\"what\">%s</code>" : "<span class=\"what\">%s</span>")
                .formatted(escape(moment.text())),
            script ? " <span class=\"place\">" + escape(moment.place()) + "</span>" : "");
  }

  private String rail(String column, int index) {
    return isAlive(column, index) ? "<td class=\"actor\"></td>" : "<td class=\"actor idle\"></td>";
  }

  /** Between its first moment and its end: what it did last, it goes on to be. */
  private boolean isAlive(String column, int index) {
    for (int i = index - 1; i >= 0; i--) {
      Moment moment = timeline.moments().get(i);
      if (moment.column().equals(column)) {
        return moment.kind() != Moment.Kind.END;
      }
    }
    return false;
  }

  private String file(String file, boolean first, int index) {
    Optional<String> now = content(file, index);
    Optional<String> before = index == 0 ? Optional.empty() : content(file, index - 1);
    String classes = "file" + (first ? " first-file" : "") + classes(before, now);
    return "<td class=\"%s\" data-name=\"%s\">%s</td>"
        .formatted(classes, escape(file), words(before, now));
  }

  private Optional<String> content(String file, int index) {
    return Optional.ofNullable(timeline.moments().get(index).files().get(file));
  }

  private static String classes(Optional<String> before, Optional<String> now) {
    if (now.isEmpty()) {
      return before.isPresent() ? " gone" : "";
    }
    String lock = now.get().startsWith("held") ? " held" : now.get().equals("free") ? " free" : "";
    String change = before.isEmpty() ? " new" : before.equals(now) ? "" : " changed";
    return " there" + lock + change;
  }

  /** What stays the same is drawn, and said only to those who can't see the drawing. */
  private static String words(Optional<String> before, Optional<String> now) {
    if (now.isEmpty()) {
      return before.map(content -> new VolumeChange.Vanishes("", content).how()).orElse("");
    }
    String content = escape(now.get().isEmpty() ? "empty" : now.get());
    return before.equals(now) ? "<span class=\"unseen\">" + content + "</span>" : content;
  }
}
