package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.history.FailedAttempt;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.PhaseBegin;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds to what an engine tells what it can't know, as it was started after a restart of Jenkins:
 * when a transfer began, and the attempts before, of which there may be no pods any more.
 */
final class WholeRun {
  private static final Failure UNSEEN =
      new Failure(
          Reason.PROCESS_DIED, "Jenkins ended during this attempt; how far it came was not seen");

  /** Where a transfer begins only if there was something of it already. */
  private static final Set<Phase> FOUND =
      EnumSet.of(
          Phase.REMOVING_REMAINS,
          Phase.STARTING_DESTINATION,
          Phase.STARTING_SOURCE,
          Phase.COPYING,
          Phase.CLEANING);

  private final History begun;

  /** How many attempts the engine does not count, by the name of the transfer. */
  private final Map<String, Integer> uncounted = new HashMap<>();

  /** Under way before this engine, though nothing of that was saved. */
  private final Set<String> found = new HashSet<>();

  /**
   * @param begun what is known of the run when the engine begins
   */
  WholeRun(History begun) {
    this.begun = begun;
  }

  /** The same announcement, as it would have been without a restart. */
  Announcement whole(History now, Announcement announcement) {
    return announcement.accept(new WholeAnnouncement(now));
  }

  /** Of all transfers that have a result, in the order of the spec. */
  RunResult whole(History now, RunResult result) {
    History known = now;
    for (TransferResult each : result.transfers()) {
      known = known.with(new Announcement.TransferEnded(whole(now, each)), now.latest());
    }
    return new RunResult(
        result.run(), known.transfers().stream().flatMap(each -> each.result().stream()).toList());
  }

  private static boolean isNew(History now, String transfer) {
    return now.transfer(transfer).filter(each -> each.phases().size() == 1).isPresent();
  }

  private int before(String transfer) {
    return begun.transfer(transfer).stream()
        .flatMap(each -> each.phases().stream())
        .mapToInt(PhaseBegin::attempt)
        .max()
        .orElse(0);
  }

  /** 0 stays: what comes before the first attempt. */
  private int attempt(String transfer, int counted) {
    return counted == 0 ? 0 : counted + uncounted.getOrDefault(transfer, 0);
  }

  private TransferResult whole(History now, TransferResult result) {
    return now.transfer(result.transfer().name()).map(known -> whole(known, result)).orElse(result);
  }

  private TransferResult whole(TransferHistory known, TransferResult result) {
    List<Failure> attempts = new ArrayList<>();
    for (int i = 1; i <= uncounted.getOrDefault(result.transfer().name(), 0); i++) {
      attempts.add(failure(known, i).orElse(UNSEEN));
    }
    for (Failure counted : result.attempts()) {
      attempts.add(
          counted.reason() == Reason.PROCESS_DIED
              ? failure(known, attempts.size() + 1).orElse(counted)
              : counted);
    }
    Instant started = found.contains(known.transfer().name()) ? begun.started() : known.started();
    boolean earlier = known.phases().size() > 1 && started.isBefore(result.started());
    return new TransferResult(
        result.transfer(),
        result.endpoint(),
        result.failure(),
        attempts,
        result.log(),
        earlier ? started : result.started(),
        result.ended(),
        result.leftBehind());
  }

  private static Optional<Failure> failure(TransferHistory known, int attempt) {
    return known.failures().stream()
        .filter(failed -> failed.attempt() == attempt)
        .map(FailedAttempt::failure)
        .findFirst();
  }

  /**
   * Of a run that nobody goes on with.
   *
   * @param why those failed that have not ended
   */
  static RunResult failed(History history, Failure why, Instant now) {
    return new RunResult(
        history.run(),
        history.transfers().stream()
            .map(each -> each.result().orElseGet(() -> failed(history, each, why, now)))
            .toList());
  }

  private static TransferResult failed(
      History history, TransferHistory transfer, Failure why, Instant now) {
    List<Failure> attempts = attempts(transfer);
    attempts.add(why);
    return result(history, transfer, Optional.of(why), attempts, RsyncLog.empty(), now);
  }

  /**
   * How a transfer ends, as soon as that is settled: when its clean-up begins. Who dies during the
   * clean-up need not copy again to know.
   *
   * @param history with the announcement
   * @return the result, but for what may be left behind; empty: nothing was settled by it
   */
  static Optional<TransferResult> settled(Announcement announcement, History history, Instant at) {
    if (announcement instanceof Announcement.TransferEnded ended) {
      return Optional.of(ended.result());
    }
    return announcement instanceof Announcement.PhaseChanged changed
            && changed.phase() == Phase.CLEANING
        ? history.transfer(changed.transfer()).map(each -> settled(history, each, at))
        : Optional.empty();
  }

  private static TransferResult settled(History history, TransferHistory transfer, Instant at) {
    Optional<Failure> last =
        transfer.failures().stream()
            .filter(each -> each.retryIn().isEmpty())
            .map(FailedAttempt::failure)
            .findFirst();
    return result(history, transfer, last, attempts(transfer), transfer.log(), at);
  }

  private static List<Failure> attempts(TransferHistory transfer) {
    return new ArrayList<>(transfer.failures().stream().map(FailedAttempt::failure).toList());
  }

  private static TransferResult result(
      History history,
      TransferHistory transfer,
      Optional<Failure> failure,
      List<Failure> attempts,
      RsyncLog log,
      Instant at) {
    return new TransferResult(
        transfer.transfer(),
        history.endpoint().orElseGet(Endpoint.Auto::new),
        failure,
        attempts,
        log,
        transfer.started(),
        at,
        List.of());
  }

  private final class WholeAnnouncement implements Announcement.Handler<Announcement> {
    private final History now;

    WholeAnnouncement(History now) {
      this.now = now;
    }

    @Override
    public Announcement handle(Announcement.RunBegan began) {
      return began;
    }

    @Override
    public Announcement handle(Announcement.Notice notice) {
      return notice;
    }

    @Override
    public Announcement handle(Announcement.PhaseChanged changed) {
      if (FOUND.contains(changed.phase()) && isNew(now, changed.transfer())) {
        found.add(changed.transfer());
      }
      if (changed.phase() == Phase.STARTING_DESTINATION) {
        uncounted.computeIfAbsent(
            changed.transfer(), name -> Math.max(0, before(name) - changed.attempt() + 1));
      }
      return new Announcement.PhaseChanged(
          changed.transfer(), changed.phase(), attempt(changed.transfer(), changed.attempt()));
    }

    @Override
    public Announcement handle(Announcement.Progress progress) {
      return new Announcement.Progress(
          progress.transfer(), attempt(progress.transfer(), progress.attempt()), progress.log());
    }

    @Override
    public Announcement handle(Announcement.Warning warning) {
      return warning;
    }

    @Override
    public Announcement handle(Announcement.AttemptFailed failed) {
      return new Announcement.AttemptFailed(
          failed.transfer(),
          attempt(failed.transfer(), failed.attempt()),
          failed.failure(),
          failed.retryIn());
    }

    @Override
    public Announcement handle(Announcement.Logs logs) {
      return logs;
    }

    @Override
    public Announcement handle(Announcement.TransferEnded ended) {
      return new Announcement.TransferEnded(whole(now, ended.result()));
    }

    @Override
    public Announcement handle(Announcement.RunEnded ended) {
      return new Announcement.RunEnded(whole(now, ended.result()));
    }
  }
}
