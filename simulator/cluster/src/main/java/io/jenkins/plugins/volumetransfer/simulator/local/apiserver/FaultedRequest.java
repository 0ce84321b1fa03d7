package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A request on whose way something goes wrong, and what can be made of it.
 *
 * @param request empty: it asks for no resource
 * @param body empty: it is answered by a stream, or asks for no resource; such a one can't be done
 *     without an answer
 */
record FaultedRequest(
    RequestFilter filter,
    HttpServerRequest http,
    Optional<ApiRequest> request,
    Optional<Buffer> body) {

  private Optional<Answer> done() {
    return body.map(sent -> filter.answer(http, request.orElseThrow(), sent));
  }

  void perform() {
    done();
  }

  /** As without a fault. */
  void serve() {
    done().ifPresentOrElse(this::send, () -> filter.attempt(http, request));
  }

  void serveAfter(Duration duration) {
    filter.vertx().setTimer(Math.max(1, duration.toMillis()), timer -> serve());
  }

  void serveOnce(CompletionStage<Void> over, Duration max) {
    Context context = filter.vertx().getOrCreateContext();
    over.toCompletableFuture()
        .copy()
        .completeOnTimeout(null, max.toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(() -> context.runOnContext(now -> serve()));
  }

  void distort(RequestFault.Distortion how) {
    request
        .filter(each -> each.verb().equals("watch"))
        .ifPresentOrElse(watch -> filter.distort(http, watch, how), this::serve);
  }

  void close() {
    http.connection().close();
  }

  void cut() {
    done().ifPresentOrElse(this::cut, this::close);
  }

  private void cut(Answer answer) {
    byte[] whole = answer.body().toString().getBytes(StandardCharsets.UTF_8);
    http.response()
        .setStatusCode(answer.code())
        .putHeader("Content-Type", "application/json")
        .putHeader("Content-Length", String.valueOf(whole.length));
    http.response()
        .write(Buffer.buffer(Arrays.copyOf(whole, whole.length / 2)))
        .onComplete(written -> close());
  }

  void send(Answer answer) {
    RequestFilter.send(http, answer);
  }

  void send(RequestFault.Reply reply) {
    if (reply.done() && done().isEmpty()) {
      close();
      return;
    }
    http.resume();
    if (!http.response().closed()) {
      reply.headers().forEach(http.response()::putHeader);
      http.response().setStatusCode(reply.code()).end(reply.body());
    }
  }
}
