package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.LogListener;
import io.jenkins.plugins.volumetransfer.cluster.LogPosition;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads rsync's log line by line and passes on what it says, at most a few times a second however
 * fast it comes. Each time means that there was at least one new line.
 */
final class LogFollower implements LogListener {
  private static final long PERIOD_MS = 250;
  private static final String RSYNC = "rsync";

  private final String transfer;
  private final int attempt;
  private final Consumer<Event> events;
  private final ScheduledExecutorService timer;

  private RsyncLog log = RsyncLog.empty();
  private LogPosition known = LogPosition.start();
  private boolean pending;
  private boolean closed;
  private Optional<Cluster.Subscription> subscription = Optional.empty();

  LogFollower(
      String transfer, int attempt, Consumer<Event> events, ScheduledExecutorService timer) {
    this.transfer = transfer;
    this.attempt = attempt;
    this.events = events;
    this.timer = timer;
  }

  /** Goes on where another follower of the same attempt has ended. */
  LogFollower after(LogFollower former) {
    synchronized (former) {
      if (former.attempt == attempt) {
        log = former.log;
        known = former.known.copy();
      }
    }
    return this;
  }

  void begin(Cluster cluster, String namespace, String pod) {
    Cluster.Subscription opened = cluster.followLog(namespace, pod, RSYNC, position(), this);
    synchronized (this) {
      if (!closed) {
        subscription = Optional.of(opened);
        return;
      }
    }
    opened.close();
  }

  /** Read by another thread than the one that adds to it. */
  private synchronized LogPosition position() {
    return known.copy();
  }

  @Override
  public synchronized void line(Instant at, String line) {
    log = log.with(line);
    known.add(at, line);
    if (!pending && !closed) {
      pending = true;
      timer.schedule(this::tell, PERIOD_MS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tell() {
    pending = false;
    if (!closed) {
      events.accept(new Event.Progressed(transfer, attempt, log));
    }
  }

  @Override
  public synchronized void ended(Optional<Failure> failure) {
    if (!closed) {
      closed = true;
      if (pending) {
        events.accept(new Event.Progressed(transfer, attempt, log));
      }
      events.accept(new Event.LogEnded(transfer, attempt, failure));
    }
  }

  void close() {
    Optional<Cluster.Subscription> open;
    synchronized (this) {
      closed = true;
      open = subscription;
    }
    open.ifPresent(Cluster.Subscription::close);
  }
}
