package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Shows nothing, but waits until nothing is left to do but to copy. */
public final class CopiesUnderWay implements View {
  private final Overview overview;
  private final Clock clock;
  private final Set<String> begun = new HashSet<>();
  private final CompletableFuture<List<String>> all = new CompletableFuture<>();

  public CopiesUnderWay(List<Transfer> transfers, Clock clock) {
    this.overview = new Overview(transfers);
    this.clock = clock;
  }

  /** The transfers that are being copied, once all others have ended; rsync has begun in each. */
  public CompletableFuture<List<String>> all() {
    return all;
  }

  @Override
  public void take(Announcement announcement) {
    overview.take(announcement, clock.instant());
    if (announcement instanceof Announcement.PhaseChanged changed) {
      begun.remove(changed.transfer());
    } else if (announcement instanceof Announcement.Progress progress
        && !progress.log().volumes().isEmpty()) {
      begun.add(progress.transfer());
    }
    List<String> copying =
        overview.names().stream().filter(name -> copies(name) && begun.contains(name)).toList();
    if (!copying.isEmpty() && copying.size() + overview.count(Phase.ENDED) == overview.size()) {
      all.complete(copying);
    }
  }

  private boolean copies(String transfer) {
    return overview.item(transfer).phase() == Phase.COPYING;
  }
}
