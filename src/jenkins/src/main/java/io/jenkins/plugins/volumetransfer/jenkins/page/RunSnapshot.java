package io.jenkins.plugins.volumetransfer.jenkins.page;

import java.util.List;
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
 * @param reports its reports among the build's artifacts
 */
@ExportedBean(defaultVisibility = 3)
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
    @Exported List<TransferSnapshot> transfers,
    @Exported List<ReportSnapshot> reports) {
  public RunSnapshot {
    transfers = List.copyOf(transfers);
    reports = List.copyOf(reports);
  }

  public boolean running() {
    return state == State.QUEUED || state == State.RUNNING;
  }

  RunSnapshot withReports(List<ReportSnapshot> archived) {
    return copy(state, verdict, transfers, archived);
  }

  /** The same in a build that is over: see {@link TransferSnapshot#unfinished}. */
  RunSnapshot unfinished() {
    return running()
        ? copy(
            State.UNFINISHED,
            "The run was left before it had ended",
            transfers.stream().map(TransferSnapshot::unfinished).toList(),
            reports)
        : this;
  }

  private RunSnapshot copy(
      State stateNow,
      String verdictNow,
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
        transfersNow,
        reportsNow);
  }
}
