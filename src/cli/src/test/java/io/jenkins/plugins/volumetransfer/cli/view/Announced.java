package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.List;
import java.util.stream.IntStream;

/** Announcements to show. */
final class Announced {
  private Announced() {}

  /** {@code t0}, {@code t1}, ... */
  static List<Transfer> transfers(int count) {
    return Transfer.of(
        TransferSpec.of(
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        new VolumePair(
                            new ClaimRef("a", "t" + i, ""), new ClaimRef("b", "t" + i, "")))
                .toList()));
  }

  static Announcement progress(String transfer, long bytes, int percent) {
    RsyncLog log =
        RsyncLog.empty()
            .with("volume-transfer: volume " + transfer + " begins")
            .with(
                "  %,d  %d%%    1.00MB/s    0:00:01 (xfr#1, to-chk=3/7)".formatted(bytes, percent));
    return new Announcement.Progress(transfer, 1, log);
  }
}
