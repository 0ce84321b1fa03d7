package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.Remark;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The latest lines that were said of a transfer, or by it. */
record LogTail(History run, TransferHistory transfer) {
  /** As many as somebody reads to see what is going on; the build's log has all that was told. */
  static final int LINES_MAX = 60;

  /** Of each container at the end of an attempt. */
  private static final int CONTAINER_LINES_MAX = 12;

  /**
   * What only rsync's own figures are: an update of its progress, and the block at its end. The
   * page shows them elsewhere.
   */
  private static final Pattern FIGURES =
      Pattern.compile(
          "[\\d,.]+[kMGTP]?\\s+-?\\d{1,3}%\\s+[\\d,.]+[kMGTP]?B/s"
              + "|^\\s*$"
              + "|^sending incremental file list$"
              + "|^\\s*\\d+ files(\\.\\.\\.| to consider)$"
              + "|^(Number of |Total |Literal data: |Matched data: |File list )"
              + "|^sent [\\d,]+ bytes +received "
              + "|^total size is "
              + "|^volume-transfer: volume \\S+ (begins|working: |verifying: )");

  private record Line(Instant at, String text) {}

  /** At most {@link #LINES_MAX}, the oldest first, each with the time since the run's beginning. */
  List<String> lines() {
    List<Line> told = new ArrayList<>();
    transfer.phases().forEach(phase -> told.add(line(phase)));
    transfer.failures().forEach(failed -> told.add(line(failed)));
    transfer.remarks().forEach(remark -> told.add(line(remark)));
    // A stable sort: of the same moment, what began comes before what failed.
    told.sort(Comparator.comparing(Line::at));

    List<String> lines = new ArrayList<>();
    told.forEach(line -> lines.add(since(line.at()) + " " + line.text()));
    transfer.logs().forEach(log -> lines.addAll(lines(log)));
    rsync(TransferSnapshots.log(transfer)).forEach(line -> lines.add("rsync: " + line));
    return lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size());
  }

  private static Line line(PhaseBegin begin) {
    return new Line(begin.at(), begin.text());
  }

  private static Line line(FailedAttempt failed) {
    String next =
        failed.retryIn().map(wait -> "; next attempt in " + wait.toSeconds() + " s").orElse("");
    return new Line(failed.at(), "failed: " + failed.failure() + next);
  }

  private static Line line(Remark remark) {
    return new Line(remark.at(), "warning: " + remark.text());
  }

  /** By the clocks of the pods' nodes, so without times: they would not fit to ours. */
  private static List<String> lines(ContainerLog log) {
    List<ContainerLog.Line> all =
        log.lines().stream().filter(line -> !FIGURES.matcher(line.text()).find()).toList();
    String who = "%s of the %s: ".formatted(log.container(), log.side().label());
    return all.subList(Math.max(0, all.size() - CONTAINER_LINES_MAX), all.size()).stream()
        .map(line -> who + line.text())
        .toList();
  }

  private static List<String> rsync(RsyncLog log) {
    return Stream.concat(
            log.messages().stream(),
            log.volumes().stream().flatMap(volume -> volume.problems().first().stream()))
        .distinct()
        .toList();
  }

  private String since(Instant at) {
    return Durations.text(Duration.between(run.started(), at));
  }
}
