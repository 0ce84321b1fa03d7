package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.progress.LogDigest;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Pipeline gets, and what is saved of transfers that have ended: maps, lists, texts and
 * whole numbers only, so that the sandbox lets scripts use it and any later version can read it.
 */
final class PlainResult {
  private PlainResult() {}

  /** Of one transfer that has ended; {@code reason} and {@code message} only if it failed. */
  static LinkedHashMap<String, Object> of(TransferReport report) {
    LinkedHashMap<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", report.name());
    ArrayList<Object> volumes = new ArrayList<>();
    report
        .volumes()
        .forEach(
            each -> {
              LinkedHashMap<String, Object> volume = new LinkedHashMap<>();
              volume.put("from", each.volume().pair().from().toString());
              volume.put("to", each.volume().pair().to().toString());
              volume.put("filesTransferred", each.files());
              volume.put("bytesTransferred", each.bytes());
              volume.put("entriesDeleted", each.deleted());
              volume.put("filesVanished", each.vanished());
              volumes.add(volume);
            });
    plain.put("volumes", volumes);
    plain.put("attempts", (long) report.attempts());
    plain.put("filesTransferred", report.files());
    plain.put("bytesTransferred", report.bytes());
    plain.put("entriesDeleted", report.deleted());
    plain.put("filesVanished", report.vanished());
    plain.put("durationSeconds", report.duration().toSeconds());
    report
        .failure()
        .ifPresent(
            failure -> {
              plain.put("reason", failure.reason().name());
              plain.put("message", failure.message());
            });
    return plain;
  }

  /**
   * What was saved of a transfer's end, as the engine would tell it; without what rsync complained
   * about.
   *
   * @param plain of {@link #of(TransferReport)}
   * @param known of the same transfer
   */
  static TransferResult read(Map<String, Object> plain, History run, TransferHistory known) {
    Optional<Failure> failure =
        Optional.ofNullable((String) plain.get("reason"))
            .map(reason -> new Failure(reason(reason), (String) plain.get("message")));
    List<String> log = new ArrayList<>();
    Iterator<?> volumes = ((List<?>) plain.get("volumes")).iterator();
    for (PlannedVolume volume : known.transfer().volumes()) {
      if (volumes.hasNext() && volumes.next() instanceof Map<?, ?> figures) {
        log.addAll(
            LogDigest.lines(
                volume.name(),
                (Long) figures.get("bytesTransferred"),
                (Long) figures.get("filesTransferred"),
                // An earlier version did not save it.
                figures.get("entriesDeleted") instanceof Long deleted ? deleted : 0));
      }
    }
    Instant started = known.phases().size() > 1 ? known.started() : run.started();
    return new TransferResult(
        known.transfer(),
        run.endpoint().orElseGet(Endpoint.Auto::new),
        failure,
        known.failures().isEmpty()
            ? failure.stream().toList()
            : known.failures().stream().map(FailedAttempt::failure).toList(),
        LogDigest.read(log),
        started,
        started.plusSeconds((Long) plain.get("durationSeconds")),
        List.of());
  }

  private static Reason reason(String name) {
    return Stream.of(Reason.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(Reason.INTERNAL);
  }

  /** Of the run. */
  static LinkedHashMap<String, Object> of(
      String run, Instant started, Instant ended, List<? extends Map<String, Object>> transfers) {
    LinkedHashMap<String, Object> plain = new LinkedHashMap<>();
    plain.put("run", run);
    plain.put("filesTransferred", sum(transfers, "filesTransferred"));
    plain.put("bytesTransferred", sum(transfers, "bytesTransferred"));
    plain.put("entriesDeleted", sum(transfers, "entriesDeleted"));
    plain.put("filesVanished", sum(transfers, "filesVanished"));
    plain.put("durationSeconds", Duration.between(started, ended).toSeconds());
    plain.put("transfers", new ArrayList<>(transfers));
    return plain;
  }

  /** In a line, by the first failure; the log has the others. */
  static Optional<TransferFailedException> failure(List<? extends Map<String, Object>> transfers) {
    List<? extends Map<String, Object>> failed =
        transfers.stream().filter(each -> each.containsKey("reason")).toList();
    return failed.stream()
        .findFirst()
        .map(
            first ->
                new TransferFailedException(
                    (String) first.get("reason"),
                    (transfers.size() == 1
                            ? ""
                            : failed.size() + " of " + transfers.size() + " transfers failed; ")
                        + first.get("name")
                        + ": "
                        + first.get("message")));
  }

  private static long sum(List<? extends Map<String, Object>> transfers, String field) {
    // What an earlier version has saved has fewer fields.
    return transfers.stream().mapToLong(each -> each.get(field) instanceof Long n ? n : 0).sum();
  }
}
