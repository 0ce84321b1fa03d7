package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static io.jenkins.plugins.volumetransfer.simulator.timeline.Template.escape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One timeline of the page: what there is to know of it, and its table. */
record TimelineSection(String id, Timeline timeline) {

  String html() {
    List<String> files = List.copyOf(files());
    MomentRows rows = new MomentRows(id, timeline, files, isTimed());
    int end = timeline.moments().size();
    int loop = timeline.repeatsFrom().orElse(end);
    return Template.named("timeline.html")
        .with(
            Map.of(
                "id", id,
                "title", escape(timeline.title()),
                "verdict", escape(timeline.verdict()),
                "facts", facts(),
                "timeHead", isTimed() ? "<th rowspan=\"2\" scope=\"col\">Time</th>" : "",
                "columns", Integer.toString(timeline.columns().size()),
                "volumeHead", volumeHead(files),
                "heads", heads(files),
                "moments", rows.html(0, loop),
                "loop", loop < end ? loop(rows, loop) : ""));
  }

  private TreeSet<String> files() {
    return timeline.moments().stream()
        .flatMap(moment -> moment.files().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isTimed() {
    return timeline.moments().stream().anyMatch(moment -> !moment.time().isEmpty());
  }

  private String facts() {
    int size = timeline.moments().size();
    StringBuilder facts = new StringBuilder(fact("moments", "Moments", Integer.toString(size)));
    facts.append(places("faults", "Faults at", Moment.Kind.FAULT));
    facts.append(places("signals", "Signals at", Moment.Kind.SIGNAL));
    timeline
        .repeatsFrom()
        .ifPresent(from -> facts.append(fact("repeats", "For ever from", link(from))));
    if (!timeline.token().isEmpty()) {
      facts.append(
          fact(
              "replay",
              "Replay",
              "<code>%s</code><button type=\"button\" class=\"copy\" hidden=\"hidden\">Copy</button>"
                  .formatted(escape(timeline.token()))));
    }
    return facts.toString();
  }

  private static String fact(String type, String name, String markup) {
    return "<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>%n".formatted(type, name, markup);
  }

  private String places(String type, String name, Moment.Kind kind) {
    String links =
        IntStream.range(0, timeline.moments().size())
            .filter(i -> timeline.moments().get(i).kind() == kind)
            .mapToObj(this::link)
            .collect(Collectors.joining(", "));
    return links.isEmpty() ? "" : fact(type, name, links);
  }

  private String link(int moment) {
    return "<a href=\"#%s\">%s</a>".formatted(MomentRows.id(id, moment), moment + 1);
  }

  private static String volumeHead(List<String> files) {
    return files.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "<th colspan=\"%d\" scope=\"colgroup\" class=\"first-file\">Files on the shared"
                + " volume</th>",
            files.size());
  }

  private String heads(List<String> files) {
    StringBuilder heads = new StringBuilder();
    for (String column : timeline.columns()) {
      heads.append("<th scope=\"col\" class=\"actor\">%s</th>".formatted(escape(column)));
    }
    for (int i = 0; i < files.size(); i++) {
      heads.append(
          "<th scope=\"col\" class=\"file%s\">%s</th>"
              .formatted(i == 0 ? " first-file" : "", escape(files.get(i))));
    }
    return heads.toString();
  }

  private String loop(MomentRows rows, int from) {
    int columns = rows.columns();
    return String.format(
        Locale.ROOT,
        """
        <tbody class="loop">
        <tr class="turn"><th colspan="%d" scope="rowgroup"><span>↻ From here on, for ever</span></th></tr>
        %s
        <tr class="turn"><th colspan="%d"><span>↻ and again from moment %s</span></th></tr>
        </tbody>\
        """,
        columns,
        rows.html(from, timeline.moments().size()),
        columns,
        link(from));
  }
}
