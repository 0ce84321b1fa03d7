package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.VolumeReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A run as OpenMetrics text, for a node exporter's textfile collector or a push gateway. All are
 * gauges of one run: the next run takes their places.
 */
final class MetricsReport {
  private static final String PREFIX = "volume_transfer_";

  private final History history;

  private MetricsReport(History history) {
    this.history = history;
  }

  static String of(History history) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OpenMetricsTextFormatWriter.create()
        .write(text, new MetricSnapshots(new MetricsReport(history).metrics()));
    return text.toString(StandardCharsets.UTF_8);
  }

  private Collection<MetricSnapshot> metrics() {
    return List.of(
        InfoSnapshot.builder()
            .name(PREFIX + "run")
            .help("Id of the run.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("id", history.run().toString()))
                    .build())
            .build(),
        gauge(
            "run_duration_seconds",
            "Time from the beginning of the run to its end.",
            List.of(point(Labels.EMPTY, seconds(history.duration())))),
        gauge(
            "run_ended_timestamp_seconds",
            "When the run ended, since 1970 UTC.",
            List.of(point(Labels.EMPTY, history.latest().toEpochMilli() / 1e3))),
        transfers("success", "1: all is copied; 0: it is not.", each -> each.succeeded() ? 1 : 0),
        transfers("attempts", "Attempts that were made.", TransferHistory::attempts),
        gauge("failed_attempts", "Failed attempts by their reason.", failedAttempts()),
        gauge("phase_seconds", "Time in each phase, of all attempts.", phases()),
        volumes("sent_bytes", "Bytes of the files that were sent.", VolumeReport::bytes),
        volumes("sent_files", "Regular files that were sent.", VolumeReport::files),
        volumes(
            "deleted_entries",
            "Entries that were deleted at the destination.",
            VolumeReport::deleted),
        gauge(
            "different_entries",
            "Paths that differ, of the volumes that were verified.",
            verified()));
  }

  private MetricSnapshot transfers(
      String name, String help, ToDoubleFunction<TransferHistory> value) {
    return gauge(
        name,
        help,
        history.transfers().stream()
            .map(each -> point(labels(each), value.applyAsDouble(each)))
            .toList());
  }

  private MetricSnapshot volumes(String name, String help, ToDoubleFunction<VolumeReport> value) {
    return gauge(
        name,
        help,
        volumes().stream()
            .map(volume -> point(labels(volume), value.applyAsDouble(volume)))
            .toList());
  }

  private List<GaugeDataPointSnapshot> verified() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (VolumeReport volume : volumes()) {
      volume.verified().ifPresent(found -> points.add(point(labels(volume), found.differences())));
    }
    return points;
  }

  private List<VolumeReport> volumes() {
    return history.transfers().stream()
        .flatMap(each -> each.result().stream())
        .map(TransferReport::of)
        .flatMap(report -> report.volumes().stream())
        .toList();
  }

  private List<GaugeDataPointSnapshot> failedAttempts() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (TransferHistory transfer : history.transfers()) {
      Map<String, Integer> byReason = new TreeMap<>();
      transfer
          .failures()
          .forEach(each -> byReason.merge(each.failure().reason().name(), 1, Integer::sum));
      transfer.result().flatMap(TransferResult::failure).stream()
          .filter(failure -> transfer.failures().isEmpty())
          .forEach(failure -> byReason.put(failure.reason().name(), 1));
      byReason.forEach(
          (reason, count) -> points.add(point(labels(transfer).add("reason", reason), count)));
    }
    return points;
  }

  private List<GaugeDataPointSnapshot> phases() {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (TransferHistory transfer : history.transfers()) {
      Map<Phase, Duration> lengths = new EnumMap<>(Phase.class);
      transfer
          .spans(history.latest())
          .forEach(span -> lengths.merge(span.begin().phase(), span.length(), Duration::plus));
      lengths.forEach(
          (phase, length) ->
              points.add(
                  point(
                      labels(transfer).add("phase", phase.name().toLowerCase(Locale.ROOT)),
                      seconds(length))));
    }
    return points;
  }

  private static Labels labels(TransferHistory transfer) {
    return Labels.of("transfer", transfer.transfer().name());
  }

  private static Labels labels(VolumeReport volume) {
    return Labels.of(
        "from",
        volume.volume().pair().from().toString(),
        "to",
        volume.volume().pair().to().toString());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static MetricSnapshot gauge(
      String name, String help, Collection<GaugeDataPointSnapshot> points) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(PREFIX + name).help(help);
    points.forEach(gauge::dataPoint);
    return gauge.build();
  }
}
