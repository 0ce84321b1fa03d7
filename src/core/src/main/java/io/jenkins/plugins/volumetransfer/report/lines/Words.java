package io.jenkins.plugins.volumetransfer.report.lines;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Announcements as lines for people: all that there is to say at once. Who shows less overrides.
 */
public class Words implements Announcement.Handler<List<String>> {
  /** Who copies more claims has a file with their names. */
  private static final int LISTED_MAX = 20;

  private final int size;

  /**
   * @param size how many transfers the run has
   */
  public Words(int size) {
    this.size = size;
  }

  @Override
  public List<String> handle(Announcement.RunBegan began) {
    List<Transfer> transfers = began.transfers();
    List<String> lines = new ArrayList<>();
    lines.add("run " + began.run() + ": " + counted(transfers.size(), "transfer", "transfers"));
    transfers.stream().limit(LISTED_MAX).forEach(transfer -> lines.add(described(transfer)));
    if (transfers.size() > LISTED_MAX) {
      lines.add("and " + (transfers.size() - LISTED_MAX) + " more");
    }
    return lines;
  }

  private static String described(Transfer transfer) {
    return transfer.name()
        + ": "
        + (transfer.volumes().size() == 1
            ? transfer.volumes().get(0).pair().toString()
            : transfer.sourceNamespace()
                + " -> "
                + transfer.destinationNamespace()
                + ", "
                + counted(transfer.volumes().size(), "claim", "claims"));
  }

  @Override
  public List<String> handle(Announcement.Notice notice) {
    return List.of(notice.text());
  }

  @Override
  public List<String> handle(Announcement.PhaseChanged changed) {
    return List.of(
        changed.transfer()
            + ": "
            + changed.phase().text()
            + (changed.attempt() > 1 ? " (attempt " + changed.attempt() + ")" : ""));
  }

  @Override
  public List<String> handle(Announcement.Progress progress) {
    return List.of();
  }

  @Override
  public List<String> handle(Announcement.Warning warning) {
    String who = warning.transfer().isEmpty() ? "" : warning.transfer() + ": ";
    return List.of(who + "warning: " + warning.text());
  }

  /** The last failure of a lone transfer stands in the summary, a moment later. */
  @Override
  public List<String> handle(Announcement.AttemptFailed failed) {
    String who = failed.transfer() + ": ";
    if (failed.retryIn().isPresent()) {
      String next = "; next attempt in " + failed.retryIn().get().toSeconds() + " s";
      return List.of(who + "attempt " + failed.attempt() + " failed: " + failed.failure() + next);
    }
    return size > 1 ? List.of(who + "failed: " + failed.failure()) : List.of();
  }

  @Override
  public List<String> handle(Announcement.Logs logs) {
    return List.of();
  }

  @Override
  public List<String> handle(Announcement.TransferEnded ended) {
    TransferResult result = ended.result();
    return List.of(
        "%s: %s after %s%s"
            .formatted(
                result.transfer().name(),
                result.succeeded() ? "succeeded" : "failed",
                Durations.text(Duration.between(result.started(), result.ended())),
                result.leftBehind().isEmpty() ? "" : "; something was left behind"));
  }

  @Override
  public List<String> handle(Announcement.RunEnded ended) {
    return List.of();
  }

  /** {@code 512.0 MiB of about 1.2 GiB, 42 %, 20.1 MiB/s, 0:00:35 left}. */
  public static String progress(Overview.Item item, Instant now) {
    CopyProgress copy = item.copy();
    StringBuilder text = new StringBuilder(ByteSize.text(copy.bytes()));
    copy.total().ifPresent(total -> text.append(" of ").append(total.text()));
    text.append(", ").append(copy.percent()).append(" %");
    text.append(", ").append(counted(copy.files(), "file", "files"));
    item.bytesPerSecond(now).ifPresent(rate -> text.append(", ").append(ByteSize.perSecond(rate)));
    Optional<Duration> left = item.timeLeft(now);
    left.ifPresent(time -> text.append(", ").append(Durations.text(time)).append(" left"));
    copy.verifying().ifPresent(found -> text.append(", ").append(verifying(found)));
    return text.toString();
  }

  /** {@code verifying, 1.2 GiB read at the source, 1.1 GiB at the destination}. */
  public static String verifying(Verification found) {
    return "verifying, %s read at the source, %s at the destination"
        .formatted(ByteSize.text(found.sourceBytes()), ByteSize.text(found.destinationBytes()));
  }

  public static String counted(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
