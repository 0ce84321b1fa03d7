package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.report.TransferReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
              volumes.add(volume);
            });
    plain.put("volumes", volumes);
    plain.put("attempts", (long) report.attempts());
    plain.put("filesTransferred", report.files());
    plain.put("bytesTransferred", report.bytes());
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

  /** Of the run. */
  static LinkedHashMap<String, Object> of(
      String run, Instant started, Instant ended, List<? extends Map<String, Object>> transfers) {
    LinkedHashMap<String, Object> plain = new LinkedHashMap<>();
    plain.put("run", run);
    plain.put("filesTransferred", sum(transfers, "filesTransferred"));
    plain.put("bytesTransferred", sum(transfers, "bytesTransferred"));
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
    return transfers.stream().mapToLong(each -> (Long) each.get(field)).sum();
  }
}
