package io.jenkins.plugins.volumetransfer.report.history;

import static io.jenkins.plugins.volumetransfer.report.Results.STARTED;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.Results;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs that have happened, to report on. */
public final class Histories {
  private Histories() {}

  /** {@code one} succeeds; {@code two} loses its connection and fails in its second attempt. */
  public static History partly() {
    Telling telling = new Telling("one", "two");
    telling.after(0, new Announcement.PhaseChanged("one", Phase.CHECKING, 0));
    telling.after(0, new Announcement.PhaseChanged("two", Phase.CHECKING, 0));
    telling.attempt("one", 1, 1);
    telling.after(2, new Announcement.Progress("one", 1, Results.log("one", 0)));
    telling.ended(Results.succeeded("one"));
    telling.attempt("two", 1, 2);
    telling.after(12, progress("two", 1_000_000));
    telling.after(20, progress("two", 2_000_000));
    telling.after(
        21,
        new Announcement.AttemptFailed(
            "two",
            1,
            new Failure(Reason.CONNECTION_LOST, "reset"),
            Optional.of(Duration.ofSeconds(5))));
    telling.after(21, new Announcement.PhaseChanged("two", Phase.REMOVING_PODS, 1));
    telling.logs("two", 1);
    telling.after(24, new Announcement.PhaseChanged("two", Phase.BACKING_OFF, 1));
    telling.attempt("two", 2, 30);
    telling.after(40, new Announcement.Warning("two", "no node takes the source pod yet"));
    telling.after(55, new Announcement.AttemptFailed("two", 2, Results.FULL, Optional.empty()));
    telling.after(56, new Announcement.PhaseChanged("two", Phase.CLEANING, 2));
    telling.logs("two", 2);
    telling.ended(Results.failed("two"));
    return telling.history;
  }

  /** A run of one transfer in which this was announced, a second apart. */
  public static History of(String claim, Announcement... announcements) {
    Telling telling = new Telling(claim);
    int seconds = 0;
    for (Announcement each : announcements) {
      telling.after(seconds++, each);
    }
    return telling.history;
  }

  public static Announcement progress(String transfer, long bytes) {
    return new Announcement.Progress(
        transfer,
        1,
        RsyncLog.empty()
            .with("volume-transfer: volume " + transfer + " begins")
            .with("  " + bytes + "  10%    1.00MB/s    0:00:01 (xfr#1, to-chk=3/7)"));
  }

  private static final class Telling {
    private History history;

    Telling(String... claims) {
      List<Transfer> transfers = Stream.of(claims).map(Results::transfer).toList();
      history = History.of(Results.RUN, transfers, STARTED);
    }

    void after(long seconds, Announcement announcement) {
      history = history.with(announcement, STARTED.plusSeconds(seconds));
    }

    void attempt(String transfer, int attempt, long seconds) {
      after(seconds, new Announcement.PhaseChanged(transfer, Phase.STARTING_DESTINATION, attempt));
      after(seconds + 1, new Announcement.PhaseChanged(transfer, Phase.STARTING_SOURCE, attempt));
      after(seconds + 2, new Announcement.PhaseChanged(transfer, Phase.COPYING, attempt));
    }

    void logs(String transfer, int attempt) {
      for (Side side : Side.values()) {
        for (String container : List.of("rsync", "stunnel")) {
          ContainerLog log = Results.containerLog(attempt, side, container);
          history = history.with(new Announcement.Logs(transfer, log), history.latest());
        }
      }
    }

    void ended(TransferResult result) {
      history = history.with(new Announcement.TransferEnded(result), result.ended());
    }
  }

  /** A log with lines of this many characters each, a second apart. */
  static ContainerLog log(int lines, int characters) {
    List<ContainerLog.Line> all = new ArrayList<>();
    Instant at = STARTED;
    for (int i = 0; i < lines; i++) {
      all.add(new ContainerLog.Line(at, "x".repeat(characters)));
      at = at.plusSeconds(1);
    }
    return new ContainerLog(1, Side.SOURCE, "rsync", all, Optional.empty());
  }
}
