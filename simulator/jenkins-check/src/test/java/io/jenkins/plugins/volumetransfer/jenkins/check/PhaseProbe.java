package io.jenkins.plugins.volumetransfer.jenkins.check;

import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatcher;
import io.jenkins.plugins.volumetransfer.jenkins.controller.RunWatchers;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Tells which phase the one transfer of each build has come to; and what pages would be told. */
final class PhaseProbe implements RunWatchers {
  private final BiConsumer<Run<?, ?>, Phase> news;
  private final Map<Run<?, ?>, Phase> phases = new ConcurrentHashMap<>();
  private final Map<Run<?, ?>, History> ends = new ConcurrentHashMap<>();

  PhaseProbe(BiConsumer<Run<?, ?>, Phase> news) {
    this.news = news;
  }

  /** The history that a build's pages have in the end. */
  History end(Run<?, ?> build) {
    return ends.get(build);
  }

  @Override
  public RunWatcher watch(Run<?, ?> build, History history) {
    return new RunWatcher() {
      @Override
      public void changed(History now) {
        Phase phase = phase(now.transfers());
        if (phases.put(build, phase) != phase) {
          news.accept(build, phase);
        }
      }

      @Override
      public void ended(History now) {
        ends.put(build, now);
      }
    };
  }

  private static Phase phase(List<TransferHistory> transfers) {
    if (transfers.get(0).result().isPresent()) {
      return Phase.ENDED;
    }
    return transfers.get(0).phases().stream()
        .reduce((first, second) -> second)
        .map(begin -> begin.phase())
        .orElse(Phase.NOT_STARTED);
  }
}
