package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.LogListener;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads the ends of a pod's logs, all at once, for at most {@link #PATIENCE}: the pod waits for it
 * to be deleted. Whatever goes wrong is told instead of the lines, and stops nothing.
 */
record LogEndReader(ActiveRun owner, Action.ReadLogs read) implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Override
  public void run() {
    List<End> ends = read.containers().stream().map(this::begun).toList();
    for (End end : ends) {
      owner.happen(new Event.LogRead(read.transfer(), end.log(read)));
    }
  }

  private End begun(String container) {
    End end = new End(container);
    try {
      Cluster.Subscription open =
          owner
              .cluster(read.side())
              .readLog(
                  read.pod().namespace(),
                  read.pod().name(),
                  container,
                  ContainerLog.LINES_MAX,
                  end);
      end.ended.whenComplete((failure, error) -> open.close());
    } catch (RuntimeException | Error e) {
      end.ended(Optional.of(ActiveRun.internal(e)));
    }
    end.ended.completeOnTimeout(
        Optional.of(
            new Failure(Reason.API_UNREACHABLE, "not read within " + PATIENCE.toSeconds() + " s")),
        PATIENCE.toMillis(),
        TimeUnit.MILLISECONDS);
    return end;
  }

  /** One container's, as it comes. */
  private static final class End implements LogListener {
    private final String container;
    private final List<ContainerLog.Line> lines = new ArrayList<>();
    private final CompletableFuture<Optional<Failure>> ended = new CompletableFuture<>();

    End(String container) {
      this.container = container;
    }

    @Override
    public synchronized void line(Instant at, String line) {
      if (lines.size() < ContainerLog.LINES_MAX) {
        lines.add(new ContainerLog.Line(at, line));
      }
    }

    @Override
    public void ended(Optional<Failure> failure) {
      ended.complete(failure);
    }

    ContainerLog log(Action.ReadLogs read) {
      Optional<Failure> failure = ended.join();
      synchronized (this) {
        return new ContainerLog(read.attempt(), read.side(), container, lines, failure);
      }
    }
  }
}
