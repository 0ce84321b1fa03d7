package io.jenkins.plugins.volumetransfer.jenkins.page;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What is known of a run at one moment: what a page shows, and what a build keeps.
 *
 * @param run its id
 * @param verdict in a sentence
 * @param began when, for people
 * @param took until now or until its end, for people
 * @param copied bytes that were sent, for people
 * @param rate mean over all of it, for people; empty: nothing was sent
 * @param bytes that were sent, in the latest attempts
 * @param files regular files that were sent, in the latest attempts
 * @param seconds that it took so far
 * @param changed when something happened to it last, in milliseconds since 1970
 * @param reports its reports among the build's artifacts
 */
@ExportedBean(defaultVisibility = 999)
public record RunSnapshot(
    @Exported String run,
    @Exported State state,
    @Exported String verdict,
    @Exported String began,
    @Exported String took,
    @Exported String copied,
    @Exported String rate,
    @Exported long bytes,
    @Exported long files,
    @Exported double seconds,
    long changed,
    @Exported List<TransferSnapshot> transfers,
    @Exported List<ReportSnapshot> reports) {
  public RunSnapshot {
    transfers = List.copyOf(transfers);
    reports = List.copyOf(reports);
  }

  /** A build's record is read whenever the job is looked at. */
  static final int DETAIL_CHARACTERS_MAX = 128 << 10;

  public boolean running() {
    return state == State.QUEUED || state == State.RUNNING;
  }

  RunSnapshot withReports(List<ReportSnapshot> archived, Instant at) {
    return copy(state, verdict, at.toEpochMilli(), transfers, archived);
  }

  /**
   * With the phases and logs of as many transfers as {@link #DETAIL_CHARACTERS_MAX} lets in: first
   * of those that failed, then of those under way, then of the others.
   */
  RunSnapshot bounded() {
    Set<String> detailed = new HashSet<>();
    int characters = 0;
    for (State each : List.of(State.FAILED, State.RUNNING, State.SUCCEEDED)) {
      for (TransferSnapshot transfer : transfers) {
        characters += transfer.state() == each ? transfer.detailCharacters() : 0;
        if (transfer.state() == each && characters <= DETAIL_CHARACTERS_MAX) {
          detailed.add(transfer.name());
        }
      }
    }
    List<TransferSnapshot> all =
        transfers.stream()
            .map(each -> detailed.contains(each.name()) ? each : each.withoutDetail())
            .toList();
    return copy(state, verdict, changed, all, reports);
  }

  /** With only those transfers of which there is something to see since then. */
  RunSnapshot since(long millis) {
    return copy(
        state,
        verdict,
        changed,
        transfers.stream().filter(each -> each.isNewsSince(millis)).toList(),
        reports);
  }

  boolean isNewsSince(long millis) {
    return running() || changed >= millis;
  }

  /** The same in a build that is over: see {@link TransferSnapshot#unfinished}. */
  RunSnapshot unfinished() {
    return running()
        ? copy(
            State.UNFINISHED,
            "The run was left before it had ended",
            changed,
            transfers.stream().map(TransferSnapshot::unfinished).toList(),
            reports)
        : this;
  }

  private RunSnapshot copy(
      State stateNow,
      String verdictNow,
      long changedNow,
      List<TransferSnapshot> transfersNow,
      List<ReportSnapshot> reportsNow) {
    return new RunSnapshot(
        run,
        stateNow,
        verdictNow,
        began,
        took,
        copied,
        rate,
        bytes,
        files,
        seconds,
        changedNow,
        transfersNow,
        reportsNow);
  }
}
