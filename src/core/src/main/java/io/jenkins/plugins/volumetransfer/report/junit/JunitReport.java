package io.jenkins.plugins.volumetransfer.report.junit;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.Remark;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A run as JUnit XML: a test suite for each transfer, a test case for each volume. Elements and
 * attributes are those that Jenkins' junit plugin reads. The volumes of a transfer share its
 * attempts and its fate: one of a failed transfer never counts as passed, even if rsync had copied
 * it.
 */
public final class JunitReport {
  /** The type of the failure where no result is known: the command gave up waiting for it. */
  private static final String UNFINISHED = "UNFINISHED";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

  private JunitReport() {}

  public static String of(History history) {
    return of(history, history.duration());
  }

  /**
   * @param took the whole run, by whoever saw it from its beginning
   */
  public static String of(History history, Duration took) {
    List<TransferHistory> transfers = history.transfers();
    Element root =
        Element.of("testsuites")
            .with("name", "volume-transfer " + history.run())
            .with("tests", volumes(transfers))
            .with(
                "failures", volumes(transfers.stream().filter(each -> !each.succeeded()).toList()))
            .with("errors", 0)
            .with("time", seconds(took))
            .with(transfers.stream().map(each -> suite(history, each)).toList());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root + "\n";
  }

  private static Element suite(History history, TransferHistory transfer) {
    int volumes = transfer.transfer().volumes().size();
    Instant from = transfer.result().map(TransferResult::started).orElse(history.started());
    Instant to = transfer.result().map(TransferResult::ended).orElse(history.latest());
    return Element.of("testsuite")
        .with("name", transfer.transfer().name())
        .with("tests", volumes)
        .with("failures", transfer.succeeded() ? 0 : volumes)
        .with("errors", 0)
        .with("skipped", 0)
        .with("timestamp", LOCAL.format(from.truncatedTo(ChronoUnit.SECONDS)))
        .with("time", seconds(from, to))
        .with(
            transfer.transfer().volumes().stream()
                .map(volume -> testCase(history, transfer, volume, seconds(from, to)))
                .toList());
  }

  private static Element testCase(
      History history, TransferHistory transfer, PlannedVolume volume, String time) {
    Element test =
        Element.of("testcase")
            .with("classname", "volume-transfer." + transfer.transfer().name())
            .with("name", volume.pair().toString())
            .with("time", time);
    if (!transfer.succeeded()) {
      test = test.with(failure(transfer, volume));
    }
    return test.with(Element.of("system-out").text(log(history, transfer, volume)));
  }

  private static Element failure(TransferHistory transfer, PlannedVolume volume) {
    Optional<Failure> why = transfer.result().flatMap(TransferResult::failure);
    String type = why.map(failure -> failure.reason().name()).orElse(UNFINISHED);
    String message =
        why.map(Failure::message).orElse("the run was left before this transfer had ended");
    List<String> text = new ArrayList<>(List.of(type + ": " + message));
    progress(transfer, volume)
        .ifPresent(
            known -> {
              text.addAll(known.problems().first());
              known.problems().verdict().ifPresent(text::add);
            });
    return Element.of("failure")
        .with("type", type)
        .with("message", message)
        .text(String.join("\n", text));
  }

  private static String log(History history, TransferHistory transfer, PlannedVolume volume) {
    List<String> lines = new ArrayList<>();
    progress(transfer, volume)
        .ifPresent(
            known ->
                lines.add(
                    "sent %s bytes in %s files, deleted %s entries%s"
                        .formatted(
                            known.bytesTransferred(),
                            known.files().transferred(),
                            known.deleted().orElse(0),
                            known.exitCode().isPresent()
                                ? ", rsync ended with code " + known.exitCode().getAsInt()
                                : "")));
    progress(transfer, volume)
        .flatMap(VolumeProgress::verification)
        .filter(found -> found.verdict().isPresent())
        .ifPresent(found -> lines.add(found.summary()));
    lines.add("attempts: " + transfer.attempts());
    transfer.failures().forEach(failed -> lines.add(line(history, failed)));
    transfer.remarks().forEach(remark -> lines.add(line(history, remark)));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(History history, FailedAttempt failed) {
    return "attempt %s failed after %s s: %s"
        .formatted(failed.attempt(), seconds(history.started(), failed.at()), failed.failure());
  }

  private static String line(History history, Remark remark) {
    return "warning after %s s: %s"
        .formatted(seconds(history.started(), remark.at()), remark.text());
  }

  private static Optional<VolumeProgress> progress(TransferHistory transfer, PlannedVolume volume) {
    return transfer.result().flatMap(result -> result.log().volume(volume.name()));
  }

  private static int volumes(List<TransferHistory> transfers) {
    return transfers.stream().mapToInt(each -> each.transfer().volumes().size()).sum();
  }

  private static String seconds(Instant from, Instant to) {
    return seconds(Duration.between(from, to));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", Math.max(0, duration.toMillis()) / 1e3);
  }
}
