package io.jenkins.plugins.volumetransfer.cli.view;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Brings announcements to the views on a thread of its own, so that a full pipe or a slow terminal
 * never holds up the engine. What waits is bounded: of progress, only the latest matters.
 */
public final class Audience implements Consumer<Announcement>, AutoCloseable {
  private static final int WAITING_MAX = 1_000;

  private final List<View> views;
  private final ThreadPoolExecutor thread;

  public Audience(List<View> views) {
    this.views = List.copyOf(views);
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread writer = new Thread(task, "volume-transfer-view");
              writer.setDaemon(true);
              return writer;
            });
  }

  @Override
  public void accept(Announcement announcement) {
    if (announcement instanceof Announcement.Progress && thread.getQueue().size() > WAITING_MAX) {
      return;
    }
    thread.execute(() -> views.forEach(view -> view.take(announcement)));
  }

  /** A line that belongs to no transfer; not shown any more once this is closed. */
  public void say(String line) {
    try {
      thread.execute(() -> views.forEach(view -> view.say(line)));
    } catch (RejectedExecutionException e) {
      // The run is over, and so is what there was to say about it.
    }
  }

  /** Returns when everything is shown. */
  @Override
  public void close() throws InterruptedException {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(() -> views.forEach(View::close));
    thread.shutdown();
    thread.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
  }
}
