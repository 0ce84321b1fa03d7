package io.jenkins.plugins.volumetransfer.report.history;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What happened in a run: {@code history = history.with(announcement, now)}. Its size is bounded
 * for each transfer, and that of all logs together.
 */
public final class History {
  /** What a browser shows without trouble, whatever the number of transfers. */
  static final int LOG_CHARACTERS_MAX = 8 << 20;

  private final RunId run;
  private final Instant started;
  private final Instant latest;

  /** Of each transfer, by its name. */
  private final Map<String, Integer> places;

  /** A copy of it is made for each announcement; that of an array costs next to nothing. */
  private final List<TransferHistory> transfers;

  private final int logCharacters;
  private final Optional<Endpoint> endpoint;

  private History(
      RunId run,
      Instant started,
      Instant latest,
      Optional<Endpoint> endpoint,
      Map<String, Integer> places,
      List<TransferHistory> transfers,
      int logCharacters) {
    this.run = run;
    this.started = started;
    this.latest = latest;
    this.endpoint = endpoint;
    this.places = places;
    this.transfers = transfers;
    this.logCharacters = logCharacters;
  }

  /**
   * Of a run that begins now.
   *
   * @param transfers all of it
   */
  public static History of(RunId run, List<Transfer> transfers, Instant now) {
    return of(
        run,
        now,
        now,
        Optional.empty(),
        transfers.stream().map(transfer -> TransferHistory.of(transfer, now)).toList());
  }

  /** Of a run that goes on, with what is known of it. */
  static History of(
      RunId run,
      Instant started,
      Instant latest,
      Optional<Endpoint> endpoint,
      List<TransferHistory> transfers) {
    Map<String, Integer> places = new HashMap<>();
    for (TransferHistory each : transfers) {
      places.put(each.transfer().name(), places.size());
    }
    return new History(run, started, latest, endpoint, places, new ArrayList<>(transfers), 0);
  }

  public RunId run() {
    return run;
  }

  public Instant started() {
    return started;
  }

  /** When something was announced last; once the run is over, its end. */
  public Instant latest() {
    return latest;
  }

  /** As its result says; of a run that has none, from its start to what was announced last. */
  public Duration duration() {
    return result()
        .map(RunReport::of)
        .map(RunReport::duration)
        .orElse(Duration.between(started, latest));
  }

  /** By which the destination is reached; empty: none is chosen yet, as far as is known. */
  public Optional<Endpoint> endpoint() {
    return endpoint;
  }

  /** In the order of the spec. */
  public List<TransferHistory> transfers() {
    return Collections.unmodifiableList(transfers);
  }

  /** The one of this name. */
  public Optional<TransferHistory> transfer(String name) {
    return Optional.ofNullable(places.get(name)).map(transfers::get);
  }

  /** The run's result, once each transfer has one. */
  public Optional<RunResult> result() {
    List<TransferResult> results =
        transfers.stream().flatMap(each -> each.result().stream()).toList();
    return results.size() == transfers.size()
        ? Optional.of(new RunResult(run, results))
        : Optional.empty();
  }

  /**
   * @param now when it was announced; by a clock that went back, nothing happens before anything
   */
  public History with(Announcement announcement, Instant now) {
    return announcement.accept(new NextHistory(now.isBefore(latest) ? latest : now));
  }

  /** The run's end, also where the engine itself failed and announced nothing any more. */
  public History ended(RunResult result, Instant now) {
    History history = this;
    for (TransferResult each : result.transfers()) {
      history = history.ended(each, now.isBefore(latest) ? latest : now);
    }
    return history;
  }

  private History ended(TransferResult result, Instant at) {
    return changed(result.transfer().name(), at, each -> each.with(result));
  }

  private History with(String transfer, ContainerLog log, Instant at) {
    int characters = logCharacters + log.characters();
    if (characters > LOG_CHARACTERS_MAX) {
      return this;
    }
    History next = changed(transfer, at, each -> each.with(log));
    return new History(run, started, at, endpoint, places, next.transfers, characters);
  }

  /** What is sent before the first news of it is sent since here. */
  private static TransferHistory begun(
      TransferHistory history, Announcement.PhaseChanged changed, Instant at) {
    if (isOldNews(history.phase(), changed)) {
      return history;
    }
    TransferHistory begun = history.with(new PhaseBegin(changed.phase(), changed.attempt(), at));
    return changed.phase() == Phase.COPYING
        ? begun.with(new Curve.Point(at, changed.attempt(), 0), RsyncLog.empty())
        : begun;
  }

  /** A new process that finds pods of the old one begins with their start, and comes up to it. */
  private static boolean isOldNews(PhaseBegin known, Announcement.PhaseChanged changed) {
    boolean followed = changed.phase() == Phase.STARTING_SOURCE || changed.phase() == Phase.COPYING;
    return changed.attempt() == known.attempt()
        && (changed.phase() == known.phase()
            || followed
                && changed.phase().compareTo(known.phase()) < 0
                && known.phase().compareTo(Phase.SETTLING) <= 0);
  }

  private static Curve.Point point(
      TransferHistory history, Announcement.Progress progress, Instant at) {
    long bytes = CopyProgress.of(history.transfer(), progress.log()).bytes();
    return new Curve.Point(at, progress.attempt(), bytes);
  }

  /** What is announced of a transfer that nobody planned is nothing to report. */
  private History changed(String transfer, Instant at, UnaryOperator<TransferHistory> change) {
    Integer place = places.get(transfer);
    if (place == null) {
      return this;
    }
    List<TransferHistory> all = new ArrayList<>(transfers);
    all.set(place, change.apply(all.get(place)));
    return new History(run, started, at, endpoint, places, all, logCharacters);
  }

  private final class NextHistory implements Announcement.Handler<History> {
    private final Instant at;

    NextHistory(Instant at) {
      this.at = at;
    }

    @Override
    public History handle(Announcement.RunBegan began) {
      return new History(
          run,
          started,
          at,
          began.endpoint().or(History.this::endpoint),
          places,
          transfers,
          logCharacters);
    }

    @Override
    public History handle(Announcement.Notice notice) {
      return History.this;
    }

    @Override
    public History handle(Announcement.PhaseChanged changed) {
      return changed(changed.transfer(), at, each -> begun(each, changed, at));
    }

    @Override
    public History handle(Announcement.Progress progress) {
      return changed(
          progress.transfer(), at, each -> each.with(point(each, progress, at), progress.log()));
    }

    @Override
    public History handle(Announcement.Warning warning) {
      return changed(warning.transfer(), at, each -> each.with(new Remark(at, warning.text())));
    }

    @Override
    public History handle(Announcement.AttemptFailed failed) {
      FailedAttempt failure =
          new FailedAttempt(failed.attempt(), failed.failure(), at, failed.retryIn());
      return changed(failed.transfer(), at, each -> each.with(failure));
    }

    @Override
    public History handle(Announcement.Logs logs) {
      return with(logs.transfer(), logs.log(), at);
    }

    @Override
    public History handle(Announcement.TransferEnded ended) {
      return ended(ended.result(), at);
    }

    @Override
    public History handle(Announcement.RunEnded ended) {
      return ended(ended.result(), at);
    }
  }
}
