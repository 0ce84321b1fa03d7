package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a run tells those who watch it. */
public sealed interface Announcement {
  /**
   * What somebody makes of whatever is announced.
   *
   * @param <R> what is made of it
   */
  interface Handler<R> {
    R handle(RunBegan began);

    R handle(Notice notice);

    R handle(PhaseChanged changed);

    R handle(Progress progress);

    R handle(Warning warning);

    R handle(AttemptFailed failed);

    R handle(Logs logs);

    R handle(TransferEnded ended);

    R handle(RunEnded ended);
  }

  <R> R accept(Handler<R> handler);

  /**
   * @param endpoint by which the destination will be reached; empty: none was chosen
   */
  record RunBegan(RunId run, List<Transfer> transfers, Optional<Endpoint> endpoint)
      implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  /** What is known of the whole run before it begins: a choice that was made, or a limit. */
  record Notice(Subject subject, String text) implements Announcement {
    public Notice {
      text = Excerpt.line(text);
    }

    /** What a notice is about. */
    public enum Subject {
      /** Which endpoint was chosen, and why. */
      ENDPOINT,
      /** What a run without root can't keep. */
      NON_ROOT,
      /** That the node may write to the source's volumes. */
      SOURCE_READ_WRITE
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  record PhaseChanged(String transfer, Phase phase, int attempt) implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  record Progress(String transfer, int attempt, RsyncLog log) implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  /**
   * Something is odd but may pass: an unschedulable pod, an image that is slow to come.
   *
   * @param transfer empty: it is about the whole run
   */
  record Warning(String transfer, String text) implements Announcement {
    public Warning {
      text = Excerpt.line(text);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  /**
   * @param retryIn the wait before the next attempt; empty: there is none
   */
  record AttemptFailed(String transfer, int attempt, Failure failure, Optional<Duration> retryIn)
      implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  /** What a container of a transfer's pod said; told of only where somebody asked for it. */
  record Logs(String transfer, ContainerLog log) implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  record TransferEnded(TransferResult result) implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }

  record RunEnded(RunResult result) implements Announcement {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.handle(this);
    }
  }
}
