package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.VolumeReport;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.Remark;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one transfer.
 *
 * @param folds whether, of one that succeeded, only the heading is shown at first
 */
record TransferSection(History history, TransferHistory transfer, String id, boolean folds) {

  Element html() {
    Element section =
        Element.of("section")
            .with("class", "transfer")
            .with("id", id)
            .with("aria-labelledby", id + "-name");
    return folds && transfer.succeeded()
        ? section.with(
            Element.of("details").with(Element.of("summary").with(heading())).with(parts()))
        : section.with(heading()).with(parts());
  }

  private Element heading() {
    return PageTexts.foreign("h2", PageTexts.name(transfer.transfer()) + " ")
        .with("id", id + "-name")
        .with(PageTexts.state(transfer));
  }

  private List<Element> parts() {
    PhaseLane lane = new PhaseLane(history, transfer);
    TimeAxis axis = new TimeAxis(history.started(), lane.begin(), lane.end());
    Element card =
        Element.of("div")
            .with("class", "card")
            .with(new RateChart(transfer, lane, axis).html())
            .with(attempts())
            .with(verifications())
            .with(remarks())
            .with(complaints());
    List<Element> parts = new ArrayList<>(volumes());
    parts.add(card);
    parts.add(Element.of("div").with("class", "card").with(details(lane)));
    return parts;
  }

  /** Where the heading can't name them. */
  private List<Element> volumes() {
    if (transfer.transfer().volumes().size() == 1) {
      return List.of();
    }
    Element list = Element.of("ul").with("class", "quiet");
    for (PlannedVolume volume : transfer.transfer().volumes()) {
      list = list.with(PageTexts.foreign("li", PageTexts.name(volume.pair())));
    }
    return List.of(list);
  }

  private List<Element> attempts() {
    Element list = Element.of("ol").with("class", "attempts");
    for (FailedAttempt failed : transfer.failures()) {
      list =
          list.with(
              Element.of("li")
                  .with(
                      Element.of("span").with("class", "reason bad").text(reason(failed)),
                      PageTexts.foreign("p", failed.failure().message()),
                      Element.of("p").with("class", "quiet").text(when(failed))));
    }
    if (transfer.succeeded()) {
      list =
          list.with(
              Element.of("li")
                  .text("Attempt " + transfer.attempts() + " ")
                  .with(Element.of("b").with("class", "good").text("succeeded")));
    }
    return List.of(Element.of("h3").text("Attempts"), list);
  }

  private static String reason(FailedAttempt failed) {
    return (failed.attempt() == 0 ? "Before the first attempt" : "Attempt " + failed.attempt())
        + ": "
        + failed.failure().reason();
  }

  private String when(FailedAttempt failed) {
    return "after "
        + PageTexts.since(history, failed.at())
        + failed
            .retryIn()
            .map(wait -> ", tried again after a wait of " + Durations.length(wait))
            .orElse(", not tried again");
  }

  private List<Element> verifications() {
    Element list = Element.of("ul");
    boolean none = true;
    for (VolumeReport volume :
        transfer.result().map(TransferReport::of).map(TransferReport::volumes).orElse(List.of())) {
      if (volume.verified().isPresent()) {
        none = false;
        String name =
            transfer.transfer().volumes().size() == 1
                ? ""
                : PageTexts.name(volume.volume().pair()) + ": ";
        list = list.with(PageTexts.foreign("li", name + volume.verified().get().summary()));
      }
    }
    return none ? List.of() : List.of(Element.of("h3").text("Verification"), list);
  }

  private List<Element> remarks() {
    if (transfer.remarks().isEmpty()) {
      return List.of();
    }
    Element list = Element.of("ul").with("class", "remarks");
    for (Remark remark : transfer.remarks()) {
      list =
          list.with(
              PageTexts.foreign(
                  "li", "after " + PageTexts.since(history, remark.at()) + ": " + remark.text()));
    }
    return List.of(Element.of("h3").text("Warnings"), list);
  }

  /** What rsync said of single files, in the last attempt. */
  private List<Element> complaints() {
    List<String> lines = new ArrayList<>();
    for (PlannedVolume volume : transfer.transfer().volumes()) {
      Optional<VolumeProgress> known =
          transfer.result().map(TransferResult::log).flatMap(log -> log.volume(volume.name()));
      known.ifPresent(
          progress -> {
            lines.addAll(progress.problems().first());
            progress.problems().verdict().ifPresent(lines::add);
          });
    }
    return lines.isEmpty()
        ? List.of()
        : List.of(
            Element.of("h3").text("What rsync complained about"),
            Element.of("pre").text(String.join("\n", lines)));
  }

  private List<Element> details(PhaseLane lane) {
    List<Element> details = new ArrayList<>();
    int attempts = transfer.attempts();
    for (int attempt = attempts; attempt >= 1; attempt--) {
      int number = attempt;
      LogTable table =
          new LogTable(
              transfer.logs().stream().filter(log -> log.attempt() == number).toList(),
              "Logs of attempt " + number);
      if (!table.isEmpty()) {
        boolean telling = number == attempts && !transfer.succeeded();
        details.add(PageTexts.folded("Logs of attempt " + number, telling, table.html()));
      }
    }
    details.add(PageTexts.folded("Phases, one by one", false, phases(lane)));
    return details;
  }

  private Element phases(PhaseLane lane) {
    Element head = Element.of("tr");
    for (String name : List.of("Phase", "Attempt", "From", "Lasted")) {
      head = head.with(Element.of("th").with("scope", "col").text(name));
    }
    List<Element> rows = new ArrayList<>();
    for (TransferHistory.Span span : lane.spans()) {
      rows.add(
          Element.of("tr")
              .with(
                  Element.of("td").text(span.begin().phase().text()),
                  Element.of("td").text(Integer.toString(span.begin().attempt())),
                  Element.of("td").text(PageTexts.since(history, span.begin().at())),
                  Element.of("td").text(Durations.length(span.length()))));
    }
    return Element.of("table").with(Element.of("thead").with(head), Element.of("tbody").with(rows));
  }
}
