package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Results of runs, to report on. */
public final class Results {
  public static final RunId RUN = new RunId("r1");
  public static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
  public static final Failure FULL = new Failure(Reason.RSYNC_FAILED, "no space left");
  public static final ObjectRef SERVICE =
      new ObjectRef(Side.DESTINATION, ObjectRef.Kind.SERVICE, "b", "vt-r1-x-destination");

  private Results() {}

  public static Transfer transfer(String claim) {
    return Transfer.of(
            TransferSpec.of(
                List.of(
                    new VolumePair(new ClaimRef("a", claim, "p"), new ClaimRef("b", claim, "")))))
        .get(0);
  }

  public static RsyncLog log(String volume, int code) {
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume " + volume + " begins")
            .with("  3,145,728  50%    1.00MB/s    0:00:01 (xfr#1234, to-chk=3/7)");
    RsyncLog complained =
        code == 0
            ? log
            : log.with("rsync: [receiver] write failed on \"/x\": No space left on device (28)")
                .with("rsync error: error in file IO (code 11) at receiver.c(380)");
    return complained.with("volume-transfer: volume " + volume + " ended with code " + code);
  }

  public static ContainerLog containerLog(int attempt, Side side, String container) {
    return new ContainerLog(
        attempt,
        side,
        container,
        List.of(new ContainerLog.Line(STARTED.plusSeconds(1), "hello from " + container)),
        Optional.empty());
  }

  /** Volume, number of changed entries. */
  static final String VERIFIED =
      "volume-transfer: volume %s verified: 20001 entries, 5242880 bytes, 3 s; %d changed, 0"
          + " missing, 0 additional, 2 left alone; not compared: owners (numericIds: false)";

  public static TransferResult verified(String claim) {
    return verified(claim, 0);
  }

  /**
   * @param changed how many entries differ
   */
  public static TransferResult verified(String claim, int changed) {
    TransferResult result = succeeded(claim);
    return new TransferResult(
        result.transfer(),
        result.endpoint(),
        result.failure(),
        result.attempts(),
        result.log().with(VERIFIED.formatted(claim, changed)),
        result.started(),
        result.ended(),
        result.leftBehind());
  }

  /** The source had nothing, so that three entries went; a file of it had vanished. */
  public static TransferResult deleted(String claim) {
    TransferResult result = succeeded(claim);
    RsyncLog log = RsyncLog.empty();
    for (String line :
        List.of(
            "volume-transfer: volume " + claim + " begins",
            "deleting old/1",
            "deleting old/",
            "file has vanished: \"/volumes/data/new\"",
            "deleting 2",
            "volume-transfer: volume " + claim + " ended with code 24")) {
      log = log.with(line);
    }
    return new TransferResult(
        result.transfer(),
        result.endpoint(),
        result.failure(),
        result.attempts(),
        log,
        result.started(),
        result.ended(),
        result.leftBehind());
  }

  public static TransferResult succeeded(String claim) {
    return new TransferResult(
        transfer(claim),
        new Endpoint.ClusterIp(),
        Optional.empty(),
        List.of(),
        log(claim, 0),
        STARTED,
        STARTED.plusSeconds(3),
        List.of());
  }

  public static TransferResult failed(String claim, ObjectRef... leftBehind) {
    return new TransferResult(
        transfer(claim),
        new Endpoint.ClusterIp(),
        Optional.of(FULL),
        List.of(new Failure(Reason.CONNECTION_LOST, "reset"), FULL),
        log(claim, 11),
        STARTED,
        STARTED.plusSeconds(62),
        List.of(leftBehind));
  }

  public static RunReport report(TransferResult... results) {
    return RunReport.of(new RunResult(RUN, List.of(results)));
  }
}
