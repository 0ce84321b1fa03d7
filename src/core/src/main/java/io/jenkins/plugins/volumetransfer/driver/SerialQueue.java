package io.jenkins.plugins.volumetransfer.driver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Tasks that run one after the other, in their order, on threads shared with other queues. */
final class SerialQueue implements Executor {
  private final Executor threads;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  SerialQueue(Executor threads) {
    this.threads = threads;
  }

  @Override
  public synchronized void execute(Runnable task) {
    waiting.add(task);
    if (!busy) {
      busy = true;
      threads.execute(this::next);
    }
  }

  private void next() {
    Runnable task;
    synchronized (this) {
      task = waiting.poll();
    }
    try {
      task.run();
    } finally {
      synchronized (this) {
        busy = !waiting.isEmpty();
        if (busy) {
          threads.execute(this::next);
        }
      }
    }
  }
}
