package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;

/** A watch that does not tell what happens as it happens. Used on one Vert.x context alone. */
final class DistortedWatch implements Consumer<String> {
  private static final long ALONE_MS = 30;
  private static final long SILENCE_MS = 400;
  private static final String EXPIRED =
      Json.object()
          .put("type", "ERROR")
          .set("object", Answer.failure(410, "Expired", "too old resource version").body())
          .toString();

  private final Vertx vertx;
  private final RequestFault.Distortion how;
  private final Consumer<String> write;
  private final Runnable close;
  private Optional<String> held = Optional.empty();
  private boolean over;

  DistortedWatch(Vertx vertx, RequestFault.Distortion how, Consumer<String> write, Runnable close) {
    this.vertx = vertx;
    this.how = how;
    this.write = write;
    this.close = close;
    if (how == RequestFault.Distortion.SILENT) {
      vertx.setTimer(SILENCE_MS, timer -> close.run());
    }
  }

  @Override
  public void accept(String event) {
    if (over) {
      return;
    }
    switch (how) {
      case TWICE -> {
        write.accept(event);
        write.accept(event);
      }
      case SWAPPED -> swap(event);
      case CUT -> end(event.substring(0, event.length() / 2));
      case GARBLED -> end("<html><body>Please log in</body></html>");
      case EXPIRED -> end(EXPIRED);
      case SILENT -> {}
    }
  }

  private void end(String last) {
    over = true;
    write.accept(last);
    close.run();
  }

  private void swap(String event) {
    if (held.isPresent()) {
      write.accept(event);
      release();
    } else {
      held = Optional.of(event);
      vertx.setTimer(ALONE_MS, timer -> release());
    }
  }

  private void release() {
    held.ifPresent(write);
    held = Optional.empty();
  }
}
