package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes each HTTP request through counting, faults and access control to the one who answers. */
final class Front {

  private final Vertx vertx;
  private final RequestCounts counts;
  private final SeenCredentials credentials;
  private final Faults faults;
  private final Access access;
  private final ResourceEndpoint resources;
  private final WatchEndpoint watches;
  private final LogEndpoint logs;
  private final ExecEndpoint exec;

  Front(
      Vertx vertx,
      RequestCounts counts,
      SeenCredentials credentials,
      Faults faults,
      Access access,
      ResourceEndpoint resources,
      WatchEndpoint watches,
      LogEndpoint logs,
      ExecEndpoint exec) {
    this.vertx = vertx;
    this.counts = counts;
    this.credentials = credentials;
    this.faults = faults;
    this.access = access;
    this.resources = resources;
    this.watches = watches;
    this.logs = logs;
    this.exec = exec;
  }

  void handle(HttpServerRequest http) {
    credentials.saw(Optional.ofNullable(http.getHeader("Authorization")));
    Optional<ApiRequest> resource = ApiRequest.of(http.method(), http.path(), http.params());
    if (resource.isEmpty()) {
      send(http, Discovery.answer(http.path()));
      return;
    }
    ApiRequest request = resource.get();
    counts.count(request);
    // Nothing of the body may pass by before there is someone to take it.
    http.pause();
    faults
        .next(request)
        .ifPresentOrElse(fault -> meet(fault, http, request), () -> attempt(http, request));
  }

  private void meet(Fault fault, HttpServerRequest http, ApiRequest request) {
    if (fault instanceof Fault.Refuse refuse) {
      send(http, Faults.answer(refuse));
    } else if (fault instanceof Fault.Delay delay) {
      long milliseconds = Math.max(1, delay.duration().toMillis());
      vertx.setTimer(milliseconds, timer -> attempt(http, request));
    } else if (fault instanceof Fault.Hold hold) {
      Context context = vertx.getOrCreateContext();
      hold.until()
          .get()
          .toCompletableFuture()
          .copy()
          .completeOnTimeout(null, hold.max().toMillis(), TimeUnit.MILLISECONDS)
          .thenRun(() -> context.runOnContext(over -> attempt(http, request)));
    } else {
      http.connection().close();
    }
  }

  private void attempt(HttpServerRequest http, ApiRequest request) {
    try {
      route(http, request);
    } catch (IllegalArgumentException | DateTimeException e) {
      send(http, Answer.badRequest(String.valueOf(e.getMessage())));
    }
  }

  private void route(HttpServerRequest http, ApiRequest request) {
    Optional<Answer> refusal = access.refusal(request);
    if (refusal.isPresent()) {
      send(http, refusal.get());
    } else if (request.verb().equals("watch")) {
      watches.serve(http, request);
    } else if (request.path().isCore("pods") && request.path().subresource().equals("log")) {
      logs.serve(http, request);
    } else if (request.path().isCore("pods") && request.path().subresource().equals("exec")) {
      exec.serve(http, request);
    } else {
      String contentType = Optional.ofNullable(http.getHeader("Content-Type")).orElse("");
      http.body().onSuccess(body -> send(http, resources.answer(request, contentType, body)));
      http.resume();
    }
  }

  static boolean isWebSocket(HttpServerRequest http) {
    return "websocket".equalsIgnoreCase(http.getHeader("Upgrade"));
  }

  static void send(HttpServerRequest http, Answer answer) {
    http.resume();
    HttpServerResponse response = http.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (answer.code() == 429) {
      response.putHeader("Retry-After", "1");
    }
    response
        .setStatusCode(answer.code())
        .putHeader("Content-Type", "application/json")
        .end(answer.body().toString());
  }
}
