package io.jenkins.plugins.volumetransfer.jenkins.page;

import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * How far one transfer is, as text for people where nothing else is said.
 *
 * @param name unique in its run
 * @param state one of {@link State}
 * @param doing the phase while it goes on, the state once it is over
 * @param rate of the last half minute, or the mean once it is over; empty: unknown
 * @param timeLeft empty: unknown, or over
 * @param attempts how many were begun
 * @param reason why the transfer, or its latest attempt, failed: the name of a {@code Reason};
 *     empty: nothing failed
 * @param message what happened, why, and what to do; empty: nothing failed
 * @param log the latest lines that were said of it, the oldest first
 * @param changed when something happened to it last, in milliseconds since 1970
 */
@ExportedBean(defaultVisibility = 999)
public record TransferSnapshot(
    @Exported String name,
    @Exported State state,
    @Exported String doing,
    @Exported String rate,
    @Exported String timeLeft,
    @Exported int attempts,
    @Exported String reason,
    @Exported String message,
    @Exported List<ClaimSnapshot> claims,
    @Exported List<PhaseSnapshot> phases,
    @Exported List<String> log,
    long changed) {
  /** As JSON. */
  private static final int PHASE_CHARACTERS = 120;

  public TransferSnapshot {
    claims = List.copyOf(claims);
    phases = List.copyOf(phases);
    log = List.copyOf(log);
  }

  /** The whole log, as a page shows it. */
  public String logText() {
    return String.join("\n", log);
  }

  /** The phases in a sentence, for those who can't see the drawing. */
  public String phasesText() {
    return phases.stream()
        .map(phase -> phase.text() + " " + phase.length())
        .collect(Collectors.joining("; "));
  }

  /** Whether somebody who has seen all up to then has something to see. */
  boolean isNewsSince(long millis) {
    return changed >= millis || state == State.RUNNING;
  }

  /** About how many characters its phases and its log take. */
  int detailCharacters() {
    return logText().length() + phases.size() * PHASE_CHARACTERS;
  }

  /** Without its phases and its log. */
  TransferSnapshot withoutDetail() {
    return copy(state, doing, timeLeft, List.of(), List.of());
  }

  /** The same in a build that is over: what went on then came to no end that anybody saw. */
  TransferSnapshot unfinished() {
    return state == State.QUEUED || state == State.RUNNING
        ? copy(State.UNFINISHED, State.UNFINISHED.text(), "", phases, log)
        : this;
  }

  private TransferSnapshot copy(
      State stateNow,
      String doingNow,
      String timeLeftNow,
      List<PhaseSnapshot> phasesNow,
      List<String> logNow) {
    return new TransferSnapshot(
        name,
        stateNow,
        doingNow,
        rate,
        timeLeftNow,
        attempts,
        reason,
        message,
        claims,
        phasesNow,
        logNow,
        changed);
  }
}
