package io.jenkins.plugins.volumetransfer.jenkins.page;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs that have happened, or are under way, to show. */
public final class Runs {
  public static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");
  public static final Failure FULL =
      new Failure(Reason.NO_SPACE, "the destination's volume <redis> is full; make it larger");

  private History history;

  private Runs(String id, String... claims) {
    List<VolumePair> volumes =
        Stream.of(claims)
            .map(
                claim ->
                    new VolumePair(
                        new ClaimRef("app-3", claim, ""), new ClaimRef("app-4", claim, "")))
            .toList();
    history = History.of(new RunId(id), Transfer.of(TransferSpec.of(volumes)), BEGAN);
  }

  /** {@code postgresql} copies at 1 MiB/s in its second attempt, {@code redis} waits. */
  public static History underWay() {
    Runs run = new Runs("r1", "postgresql", "redis");
    run.attempt("postgresql", 1, 1);
    run.after(9, progress("postgresql", 1, 2 << 20));
    run.after(
        10,
        new Announcement.AttemptFailed(
            "postgresql",
            1,
            new Failure(Reason.CONNECTION_LOST, "the connection was reset"),
            Optional.of(Duration.ofSeconds(5))));
    run.after(11, new Announcement.PhaseChanged("postgresql", Phase.BACKING_OFF, 1));
    run.attempt("postgresql", 2, 16);
    run.after(20, new Announcement.Warning("postgresql", "no node takes the pod <yet>"));
    for (int second = 1; second <= 40; second++) {
      run.after(20 + second, progress("postgresql", 2, (long) second << 20));
    }
    return run.history;
  }

  /** One claim is copied, the other fails. */
  public static History partlyFailed() {
    Runs run = new Runs("r2", "postgresql", "redis");
    run.attempt("postgresql", 1, 1);
    run.attempt("redis", 1, 8);
    run.ended("postgresql", Optional.empty(), 30);
    run.after(40, new Announcement.AttemptFailed("redis", 1, FULL, Optional.empty()));
    run.ended("redis", Optional.of(FULL), 45);
    return run.history;
  }

  /** A run of 1,000 claims: the first 900 are copied, and the next eight are under way. */
  public static History large() {
    String[] claims = IntStream.range(0, 1_000).mapToObj(i -> "claim-" + i).toArray(String[]::new);
    Runs run = new Runs("r3", claims);
    for (int i = 0; i < 908; i++) {
      run.attempt(claims[i], 1, i);
      if (i < 900) {
        run.ended(claims[i], Optional.empty(), i + 5);
      }
    }
    return run.history;
  }

  /** A run of one claim, copied within this many seconds. */
  public static History succeeded(String id, int seconds) {
    Runs run = new Runs(id, "postgresql");
    run.attempt("postgresql", 1, 0);
    run.ended("postgresql", Optional.empty(), seconds);
    return run.history;
  }

  /**
   * A run of one claim, compared with its copy.
   *
   * @param changed entries that differ
   */
  static History verified(int changed) {
    Runs run = new Runs("r7", "postgresql");
    run.attempt("postgresql", 1, 0);
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume postgresql begins")
            .with("  1000  100%    1.00MB/s    0:00:01 (xfr#12, to-chk=0/20)")
            .with(
                "volume-transfer: volume postgresql verified: 1234 entries, 1000 bytes, 1 s; "
                    + changed
                    + " changed, 0 missing, 0 additional, 0 left alone; not compared: ")
            .with("volume-transfer: volume postgresql ended with code " + (changed == 0 ? 0 : 77));
    run.after(
        9,
        new Announcement.TransferEnded(
            new TransferResult(
                run.transfers().get(0),
                new Endpoint.ClusterIp(),
                changed == 0
                    ? Optional.empty()
                    : Optional.of(new Failure(Reason.DIFFERENT, "they differ")),
                List.of(),
                log,
                BEGAN,
                BEGAN.plusSeconds(9),
                List.of())));
    return run.history;
  }

  /** A run whose containers' logs were read. */
  static History withLogs() {
    Runs run = new Runs("r8", "postgresql");
    run.attempt("postgresql", 1, 0);
    run.log(
        "rsync",
        "volume-transfer: volume postgresql begins",
        "sending incremental file list",
        "volume-transfer: volume postgresql working: 1048576 bytes",
        "volume-transfer: volume postgresql verifying: 1 bytes read at the source, 2 at the destination",
        "         32,768   0%    0.00kB/s    0:00:00\r      1,048,576  10%  1.00MB/s    0:00:01",
        "  1,048,576 100%  1.00MB/s    0:00:01 (xfr#5, to-chk=169/396)",
        "rsync: [sender] send_files failed to open \"/x\": denied (13)",
        "",
        "Number of files: 3 (reg: 1, dir: 2)",
        "Total file size: 1,048,576 bytes",
        "File list size: 0",
        "sent 1,073 bytes  received 1,000 bytes  447.43 bytes/sec",
        "total size is 1,073,741,824  speedup is 1.00",
        "volume-transfer: volume postgresql ended with code 23");
    run.log("stunnel", "LOG5[ui]: Configuration successful");
    return run.history;
  }

  private void log(String container, String... lines) {
    after(
        30,
        new Announcement.Logs(
            "postgresql",
            new ContainerLog(
                1,
                Side.SOURCE,
                container,
                Stream.of(lines).map(line -> new ContainerLog.Line(BEGAN, line)).toList(),
                Optional.empty())));
  }

  private List<Transfer> transfers() {
    return history.transfers().stream().map(each -> each.transfer()).toList();
  }

  private void after(long seconds, Announcement announcement) {
    history = history.with(announcement, BEGAN.plusSeconds(seconds));
  }

  private void attempt(String transfer, int attempt, long seconds) {
    after(seconds, new Announcement.PhaseChanged(transfer, Phase.CHECKING, attempt));
    after(seconds + 1, new Announcement.PhaseChanged(transfer, Phase.STARTING_SOURCE, attempt));
    after(seconds + 3, new Announcement.PhaseChanged(transfer, Phase.COPYING, attempt));
  }

  private void ended(String name, Optional<Failure> failure, long seconds) {
    Transfer transfer =
        transfers().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    after(
        seconds,
        new Announcement.TransferEnded(
            new TransferResult(
                transfer,
                new Endpoint.ClusterIp(),
                failure,
                failure.stream().toList(),
                log(name, 50 << 20, failure.isPresent() ? 11 : 0),
                BEGAN,
                BEGAN.plusSeconds(seconds),
                List.of())));
  }

  private static Announcement progress(String transfer, int attempt, long bytes) {
    return new Announcement.Progress(
        transfer,
        attempt,
        RsyncLog.empty()
            .with("volume-transfer: volume " + transfer + " begins")
            .with("  " + bytes + "  25%    1.00MB/s    0:00:01 (xfr#1, to-chk=3/7)"));
  }

  private static RsyncLog log(String volume, long bytes, int code) {
    return RsyncLog.empty()
        .with("volume-transfer: volume " + volume + " begins")
        .with("  " + bytes + "  100%    1.00MB/s    0:00:01 (xfr#12, to-chk=0/20)")
        .with("volume-transfer: volume " + volume + " ended with code " + code);
  }
}
