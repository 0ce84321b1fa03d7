package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.progress.Verification.Verdict;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.VolumeReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The run as a whole: what a reader wants first.
 *
 * @param transfers in the order of the page; each is linked to by its place
 */
record Summary(History history, List<TransferHistory> transfers) {
  /** More successes than this are folded, so that the page is not long without need. */
  private static final int SUCCESSES_MAX = 20;

  /** What failed comes first: among many claims it is what a reader looks for. */
  static Summary of(History history) {
    return new Summary(
        history,
        history.transfers().stream()
            .sorted(Comparator.comparing(TransferHistory::succeeded))
            .toList());
  }

  /**
   * @param advice how to remove what was left behind
   */
  Element head(Advice advice) {
    List<String> facts =
        new ArrayList<>(
            List.of("Run", history.run().value(), "Began", PageTexts.day(history.started())));
    facts.addAll(List.of("Took", Durations.length(history.duration())));
    history
        .result()
        .map(RunReport::of)
        .ifPresent(
            report -> {
              facts.addAll(
                  List.of(
                      "Copied",
                      ByteSize.text(report.bytes()),
                      "Files",
                      PageTexts.count(report.files()),
                      "Deleted",
                      PageTexts.count(report.deleted()),
                      "Mean rate",
                      PageTexts.rate(report.bytesPerSecond())));
              verified(report).ifPresent(text -> facts.addAll(List.of("Verified", text)));
              report
                  .endpoint()
                  .ifPresent(endpoint -> facts.addAll(List.of("Endpoint", endpoint.text())));
            });
    Element head =
        Element.of("header")
            .with(
                Element.of("p")
                    .with("class", "product")
                    .text("Volume Transfer ")
                    .with(Element.of("span").text("report of a run")),
                Element.of("h1").text(PageTexts.verdict(history)),
                PageTexts.facts(facts));
    if (transfers.stream().anyMatch(each -> !each.succeeded())) {
      head =
          head.with(
              Element.of("p")
                  .with("class", "quiet")
                  .text("What was copied stays. The same run, begun again, copies the rest."));
    }
    List<ObjectRef> left = leftBehind();
    if (left.isEmpty()) {
      return head;
    }
    Element removals = Element.of("ul").with("class", "bad");
    for (String removal : advice.removal(history.run(), left)) {
      removals = removals.with(Element.of("li").text(removal));
    }
    String objects = left.size() == 1 ? "1 object" : left.size() + " objects";
    return head.with(
        Element.of("p")
            .with("class", "bad")
            .text("Left behind: " + objects + ". To remove what is left:"),
        removals);
  }

  /** Empty: nothing was compared to its end. */
  private static Optional<String> verified(RunReport report) {
    List<Verification> all = report.verified();
    long different = all.stream().filter(found -> found.differences() > 0).count();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (different > 0) {
      return Optional.of(PageTexts.count(different) + " of " + all.size() + " volumes differ");
    }
    long entries =
        all.stream().flatMap(found -> found.verdict().stream()).mapToLong(Verdict::entries).sum();
    return Optional.of("equal, " + PageTexts.count(entries) + " entries");
  }

  private List<ObjectRef> leftBehind() {
    return history.transfers().stream()
        .flatMap(each -> each.result().stream())
        .flatMap(result -> result.leftBehind().stream())
        .toList();
  }

  /** Whether what succeeded is only shown to those who ask for it. */
  boolean folds() {
    return transfers.size() - shown() > 0;
  }

  /** How many of the transfers, from the first, are shown to everybody. */
  private int shown() {
    int failed = (int) transfers.stream().filter(each -> !each.succeeded()).count();
    return transfers.size() - failed > SUCCESSES_MAX ? failed : transfers.size();
  }

  /** The parts that are shown, if any, and that are folded. */
  private List<Element> parts(BiFunction<Integer, Integer, Element> part) {
    List<Element> parts = new ArrayList<>();
    if (shown() > 0) {
      parts.add(part.apply(0, shown()));
    }
    if (folds()) {
      String successes = PageTexts.count(transfers.size() - shown()) + " succeeded";
      parts.add(PageTexts.folded(successes, false, part.apply(shown(), transfers.size())));
    }
    return parts;
  }

  /** A row for each claim. */
  Element claims() {
    return Element.of("section")
        .with("aria-labelledby", "claims")
        .with(
            Element.of("h2").with("id", "claims").text("Claims"),
            Element.of("div")
                .with("class", "card scroll")
                .with("tabindex", 0)
                .with("role", "region")
                .with("aria-labelledby", "claims")
                .with(parts(this::table)));
  }

  private Element table(int from, int to) {
    List<Element> rows = new ArrayList<>();
    boolean anyFailed = transfers.subList(from, to).stream().anyMatch(each -> !each.succeeded());
    for (int i = from; i < to; i++) {
      List<Element> why = anyFailed ? List.of(why(transfers.get(i))) : List.of();
      for (PlannedVolume volume : transfers.get(i).transfer().volumes()) {
        rows.add(row(transfers.get(i), volume, PageTexts.id(i)).with(why));
      }
    }
    Element head = Element.of("tr");
    for (String name : List.of("Claim", "State")) {
      head = head.with(Element.of("th").with("scope", "col").text(name));
    }
    for (String name : List.of("Copied", "Files", "Deleted", "Duration", "Rate", "Attempts")) {
      head = head.with(Element.of("th").with("scope", "col").with("class", "number").text(name));
    }
    if (anyFailed) {
      head = head.with(Element.of("th").with("scope", "col").text("Why"));
    }
    return Element.of("table")
        .with("class", "stacked")
        .with(Element.of("thead").with(head), Element.of("tbody").with(rows));
  }

  private Element row(TransferHistory transfer, PlannedVolume volume, String id) {
    Optional<TransferReport> report = transfer.result().map(TransferReport::of);
    Duration duration =
        report
            .map(TransferReport::duration)
            .orElse(Duration.between(history.started(), history.latest()));
    Optional<VolumeReport> copied =
        report.stream()
            .flatMap(each -> each.volumes().stream())
            .filter(each -> each.volume().equals(volume))
            .findFirst();
    long bytes = copied.map(VolumeReport::bytes).orElse(0L);
    long files = copied.map(VolumeReport::files).orElse(0L);
    return Element.of("tr")
        .with(
            Element.of("th")
                .with("scope", "row")
                .with(PageTexts.foreign("a", PageTexts.name(volume.pair())).with("href", "#" + id)),
            Element.of("td").with("class", "state").with(PageTexts.state(transfer)),
            number("Copied", ByteSize.text(bytes)),
            number("Files", PageTexts.count(files)),
            number("Deleted", PageTexts.count(copied.map(VolumeReport::deleted).orElse(0L))),
            number("Duration", Durations.length(duration)),
            number("Rate", PageTexts.rate(TransferReport.meanRate(bytes, duration))),
            number("Attempts", Integer.toString(transfer.attempts())));
  }

  private static Element why(TransferHistory transfer) {
    Element why = Element.of("td").with("class", "why foreign");
    return transfer
        .result()
        .flatMap(TransferResult::failure)
        .map(
            failure ->
                why.with(
                        Element.of("span")
                            .with("class", "reason bad")
                            .text(failure.reason().name()))
                    .text(" " + failure.message()))
        .orElse(why);
  }

  private static Element number(String name, String value) {
    return Element.of("td").with("class", "number").with("data-name", name).text(value);
  }

  /** A lane for each transfer. */
  Element timeLine() {
    return Element.of("section")
        .with("aria-labelledby", "time-line")
        .with(
            Element.of("h2").with("id", "time-line").text("Time line"),
            Element.of("div").with("class", "card").with(legend()).with(parts(this::lanes)));
  }

  private Element lanes(int from, int to) {
    TimeAxis axis = new TimeAxis(history.started(), history.started(), history.latest());
    Element lanes = Element.of("ol").with("class", "lanes");
    for (int i = from; i < to; i++) {
      PhaseLane lane = new PhaseLane(history, transfers.get(i));
      lanes =
          lanes.with(
              Element.of("li")
                  .with(
                      PageTexts.foreign("a", PageTexts.name(transfers.get(i).transfer()))
                          .with("href", "#" + PageTexts.id(i)),
                      drawing(PhaseLane.HEIGHT + 6)
                          .with("role", "img")
                          .with("aria-label", lane.described())
                          .with(lane.drawn(axis, 3))));
    }
    return lanes.with(
        Element.of("li")
            .with("aria-hidden", "true")
            .with(Element.of("span"), drawing(22).with(axis.ticks(4))));
  }

  private static Element drawing(int height) {
    return Element.of("svg").with("width", "100%").with("height", height);
  }

  private Element legend() {
    Element legend = Element.of("ul").with("class", "legend");
    for (PhaseGroup stage : PhaseGroup.values()) {
      boolean seen =
          history.transfers().stream()
              .flatMap(each -> each.phases().stream())
              .anyMatch(phase -> PhaseGroup.of(phase.phase()) == stage);
      if (seen) {
        legend = legend.with(entry(stage.cssClass(), stage.text()));
      }
    }
    boolean failed = history.transfers().stream().anyMatch(each -> !each.failures().isEmpty());
    return failed ? legend.with(entry("failed", "an attempt fails")) : legend;
  }

  private static Element entry(String cssClass, String text) {
    return Element.of("li")
        .with(
            Element.of("svg")
                .with("aria-hidden", "true")
                .with(
                    Element.of("rect")
                        .with("class", cssClass)
                        .with("width", "100%")
                        .with("height", "100%")),
            Element.of("span").text(text));
  }
}
