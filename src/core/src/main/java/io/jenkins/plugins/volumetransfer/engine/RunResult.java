package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.List;

/** How a run ended: the fate of each of its transfers, in the order of the spec. */
public record RunResult(RunId run, List<TransferResult> transfers) {
  public RunResult {
    transfers = List.copyOf(transfers);
  }

  public boolean succeeded() {
    return transfers.stream().allMatch(TransferResult::succeeded);
  }
}
