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

  /**
   * What somebody makes of the few announcements that concern them. Who has to answer for each
   * takes {@link Handler}, so that the compiler finds what is missing.
   *
   * @param <R> what is made of it
   */
  interface Watcher<R> extends Handler<R> {
    /** What is made of all others. */
    R otherwise();

    @Override
    default R handle(RunBegan began) {
      return otherwise();
    }

    @Override
    default R handle(Notice notice) {
      return otherwise();
    }

    @Override
    default R handle(PhaseChanged changed) {
      return otherwise();
    }

    @Override
    default R handle(Progress progress) {
      return otherwise();
    }

    @Override
    default R handle(Warning warning) {
      return otherwise();
    }

    @Override
    default R handle(AttemptFailed failed) {
      return otherwise();
    }

    @Override
    default R handle(Logs logs) {
      return otherwise();
    }

    @Override
    default R handle(TransferEnded ended) {
      return otherwise();
    }

    @Override
    default R handle(RunEnded ended) {
      return otherwise();
    }
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
      NON_ROOT
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
