package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.io.ByteArrayOutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One container's log as it grows, cut into lines. The client's own {@code watchLog} is not used:
 * it takes an error's text for log lines and reads the pod first, which needs one more right.
 */
final class LogStream implements Cluster.Subscription {
  private static final int LINE_BYTES_MAX = 64 * 1024;

  /** One request is cut then, and whoever still follows asks again: its server may be gone. */
  private static final Duration REQUEST_MAX = Duration.ofMinutes(10);

  /** Of the end of a log: beyond it, its very last lines are missing. */
  private static final int END_BYTES_MAX = 1024 * 1024;

  /**
   * Which part of a log.
   *
   * @param query parameters of the request
   * @param overlap what of it is known
   * @param longest until it is cut, with whatever line is not complete then
   */
  record Extent(String query, LogOverlap overlap, Duration longest) {
    /** All that is not known there, and what will be written. */
    static Extent after(LogPosition known) {
      String since = known.since().map(time -> "&sinceTime=" + time).orElse("");
      return new Extent("follow=true" + since, known.overlap(), REQUEST_MAX);
    }

    /** The last lines of what is there now. */
    static Extent last(int lines) {
      return new Extent(
          "tailLines=" + lines + "&limitBytes=" + END_BYTES_MAX, LogOverlap.none(), REQUEST_MAX);
    }
  }

  private final LogListener listener;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final LogOverlap overlap;
  private Instant latest = Instant.EPOCH;
  private final CompletableFuture<HttpResponse<AsyncBody>> response;

  LogStream(
      KubernetesClient client,
      String namespace,
      String pod,
      String container,
      Extent extent,
      LogListener listener) {
    this.listener = listener;
    this.overlap = extent.overlap();
    String doing = "read the log of " + namespace + "/" + pod;
    String server = client.getMasterUrl().toString();
    URI uri =
        URI.create(
            server
                + (server.endsWith("/") ? "" : "/")
                + "api/v1/namespaces/"
                + namespace
                + "/pods/"
                + pod
                + "/log?timestamps=true&container="
                + URLEncoder.encode(container, StandardCharsets.UTF_8)
                + "&"
                + extent.query());
    response =
        client
            .getHttpClient()
            .consumeBytes(
                client
                    .getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(uri)
                    .forStreaming()
                    .timeout(extent.longest().toMillis(), TimeUnit.MILLISECONDS)
                    .build(),
                (buffers, body) -> {
                  take(buffers);
                  body.consume();
                });
    response.whenComplete(
        (answer, error) -> {
          if (error != null) {
            end(Optional.of(ApiErrors.translate(doing, server, error).failure()));
          } else if (answer.code() >= 300) {
            answer.body().cancel();
            end(Optional.of(refusal(doing, server, answer.code())));
          } else {
            answer.body().done().whenComplete((done, broken) -> finish(broken == null));
            answer.body().consume();
          }
        });
  }

  /** What the server says with it is not read; of a log it can lack nothing but the pod. */
  private static Failure refusal(String doing, String server, int code) {
    return code == HttpURLConnection.HTTP_NOT_FOUND
        ? new Failure(Reason.API_REFUSED, doing + ": the pod is gone (404)")
        : ApiErrors.ofCode(doing, server, code, "refused");
  }

  private synchronized void take(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n' || partial.size() >= LINE_BYTES_MAX) {
          flush();
        }
        if (next != '\n') {
          partial.write(next);
        }
      }
    }
  }

  private void flush() {
    String text = partial.toString(StandardCharsets.UTF_8);
    partial.reset();
    int blank = text.indexOf(' ');
    try {
      latest = Instant.parse(text.substring(0, Math.max(blank, 0)));
    } catch (DateTimeParseException e) {
      // The rest of a line that was cut for its length.
      blank = -1;
    }
    for (LogOverlap.Line line :
        overlap.next(new LogOverlap.Line(latest, text.substring(blank + 1)))) {
      if (!ended.get()) {
        listener.line(line.at(), line.text());
      }
    }
  }

  /** Who asks again gets a line that was cut in two once more, and whole. */
  private synchronized void finish(boolean whole) {
    if (whole && partial.size() > 0) {
      flush();
    }
    end(Optional.empty());
  }

  private void end(Optional<Failure> failure) {
    if (ended.compareAndSet(false, true)) {
      listener.ended(failure);
    }
  }

  /** Whatever comes now is dropped. */
  @Override
  public void close() {
    ended.set(true);
    response.cancel(false);
    response.thenAccept(answer -> answer.body().cancel());
  }
}
