package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Sends one container's output, piece by piece and no faster than the client takes it; when
 * following, until the container has ended. All but the reading happens on one Vert.x context.
 */
final class LogResponse {

  private static final int PIECE_BYTES_MAX = 64 << 10;

  private final Context context;
  private final HttpServerResponse response;
  private final ContainerOutput output;
  private final LogFilter filter;
  private final boolean follow;

  private long offset = -1;
  private long sentBytes;
  private boolean reading;
  private boolean over;
  private Runnable deafen = () -> {};

  private record Piece(String text, long nextOffset) {}

  LogResponse(
      Context context,
      HttpServerResponse response,
      ContainerOutput output,
      LogFilter filter,
      boolean follow) {
    this.context = context;
    this.response = response;
    this.output = output;
    this.filter = filter;
    this.follow = follow;
  }

  void start() {
    response.setChunked(true).putHeader("Content-Type", "text/plain");
    // The client wants to see the head even if the container is silent.
    response.write("");
    response.closeHandler(closed -> finish());
    deafen = output.listen(() -> context.runOnContext(now -> advance()));
    advance();
  }

  private void advance() {
    if (over || reading) {
      return;
    }
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> advance());
      return;
    }
    // In this order: what is written before the end is seen is also read before the end.
    boolean ended = output.isEnded();
    long length = output.length();
    if (offset >= length && offset >= 0) {
      if (ended || !follow) {
        end();
      }
      return;
    }
    reading = true;
    context
        .owner()
        .executeBlocking(() -> read(length), false)
        .onComplete(
            read ->
                context.runOnContext(
                    now -> {
                      reading = false;
                      if (read.failed()) {
                        end();
                      } else {
                        send(read.result());
                        advance();
                      }
                    }));
  }

  private Piece read(long length) throws IOException {
    long from = offset < 0 ? filter.start(output.file(), length) : offset;
    int wanted = (int) Math.min(PIECE_BYTES_MAX, length - from);
    byte[] bytes = new byte[wanted];
    try (RandomAccessFile file = new RandomAccessFile(output.file().toFile(), "r")) {
      file.seek(from);
      file.readFully(bytes);
    }
    int end = wanted;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new Piece(filter.apply(Arrays.copyOf(bytes, end)), from + end);
  }

  private void send(Piece piece) {
    offset = piece.nextOffset();
    if (over || piece.text().isEmpty()) {
      return;
    }
    Buffer bytes = Buffer.buffer(piece.text());
    long left = filter.limitBytes() - sentBytes;
    sentBytes += bytes.length();
    response.write(bytes.length() > left ? bytes.slice(0, (int) left) : bytes);
    if (sentBytes >= filter.limitBytes()) {
      end();
    }
  }

  private void end() {
    if (!over) {
      finish();
      response.end();
    }
  }

  private void finish() {
    over = true;
    deafen.run();
  }
}
