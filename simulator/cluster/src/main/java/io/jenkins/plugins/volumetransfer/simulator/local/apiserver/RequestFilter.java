package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Takes each HTTP request through counting, faults and access control to the one who answers. */
record RequestFilter(
    Vertx vertx,
    RequestCounts counts,
    SeenCredentials credentials,
    RequestFaults faults,
    AccessRules access,
    ResourceEndpoint resources,
    WatchEndpoint watches,
    ContainerEndpoint containers) {
  void handle(HttpServerRequest http) {
    credentials.saw(Optional.ofNullable(http.getHeader("Authorization")));
    Optional<ApiRequest> resource = ApiRequest.of(http.method(), http.path(), http.params());
    // Nothing of the body may pass by before there is someone to take it.
    http.pause();
    resource.ifPresent(counts::count);
    Optional<RequestFault> fault =
        faults.next(resource.orElseGet(() -> ApiRequest.ofNoResource(http.path(), http.params())));
    if (fault.isPresent()) {
      meet(fault.get(), http, resource);
    } else {
      attempt(http, resource);
    }
  }

  private void meet(RequestFault fault, HttpServerRequest http, Optional<ApiRequest> request) {
    if (fault instanceof RequestFault.Refuse refuse) {
      send(http, RequestFaults.answer(refuse));
    } else if (fault instanceof RequestFault.Reply reply && !reply.done()) {
      send(http, reply);
    } else if (fault instanceof RequestFault.Distort distort && isWatch(request)) {
      watches.serve(http, request.get(), Optional.of(distort.how()));
    } else if (request.filter(RequestFilter::isObjects).isPresent()) {
      // The client may be gone before the fault is over: what it sent is taken first.
      http.body().onSuccess(body -> meet(fault, http, request.get(), body));
      http.resume();
    } else if (fault instanceof RequestFault.Delay delay) {
      vertx.setTimer(Math.max(1, delay.duration().toMillis()), timer -> attempt(http, request));
    } else if (fault instanceof RequestFault.Hold hold) {
      whenOver(hold, () -> attempt(http, request));
    } else if (fault instanceof RequestFault.Distort || fault instanceof RequestFault.Repeat) {
      attempt(http, request);
    } else {
      http.connection().close();
    }
  }

  private void meet(RequestFault fault, HttpServerRequest http, ApiRequest request, Buffer body) {
    if (fault instanceof RequestFault.Delay delay) {
      vertx.setTimer(
          Math.max(1, delay.duration().toMillis()),
          timer -> send(http, answer(http, request, body)));
    } else if (fault instanceof RequestFault.Hold hold) {
      whenOver(hold, () -> send(http, answer(http, request, body)));
    } else if (fault instanceof RequestFault.Lose) {
      answer(http, request, body);
      http.connection().close();
    } else if (fault instanceof RequestFault.Cut) {
      cut(http, answer(http, request, body));
    } else if (fault instanceof RequestFault.Repeat) {
      answer(http, request, body);
      send(http, answer(http, request, body));
    } else if (fault instanceof RequestFault.Reply reply) {
      answer(http, request, body);
      send(http, reply);
    } else if (fault instanceof RequestFault.Distort) {
      send(http, answer(http, request, body));
    } else {
      http.connection().close();
    }
  }

  private void whenOver(RequestFault.Hold hold, Runnable next) {
    Context context = vertx.getOrCreateContext();
    hold.until()
        .get()
        .toCompletableFuture()
        .copy()
        .completeOnTimeout(null, hold.max().toMillis(), TimeUnit.MILLISECONDS)
        .thenRun(() -> context.runOnContext(over -> next.run()));
  }

  private static boolean isWatch(Optional<ApiRequest> request) {
    return request.filter(each -> each.verb().equals("watch")).isPresent();
  }

  /** Whether it is answered at once and by JSON: no stream, no log. */
  private static boolean isObjects(ApiRequest request) {
    return !request.verb().equals("watch")
        && !(request.path().isCore("pods")
            && Set.of("log", "exec").contains(request.path().subresource()));
  }

  private Answer answer(HttpServerRequest http, ApiRequest request, Buffer body) {
    String contentType = Optional.ofNullable(http.getHeader("Content-Type")).orElse("");
    try {
      return access.refusal(request).orElseGet(() -> resources.answer(request, contentType, body));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Answer.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static void cut(HttpServerRequest http, Answer answer) {
    byte[] whole = answer.body().toString().getBytes(StandardCharsets.UTF_8);
    http.response()
        .setStatusCode(answer.code())
        .putHeader("Content-Type", "application/json")
        .putHeader("Content-Length", String.valueOf(whole.length));
    http.response()
        .write(Buffer.buffer(Arrays.copyOf(whole, whole.length / 2)))
        .onComplete(written -> http.connection().close());
  }

  private static void send(HttpServerRequest http, RequestFault.Reply reply) {
    http.resume();
    if (!http.response().closed()) {
      reply.headers().forEach(http.response()::putHeader);
      http.response().setStatusCode(reply.code()).end(reply.body());
    }
  }

  private void attempt(HttpServerRequest http, Optional<ApiRequest> request) {
    if (request.isEmpty()) {
      send(http, Discovery.answer(http.path()));
      return;
    }
    try {
      route(http, request.get());
    } catch (IllegalArgumentException | DateTimeException e) {
      send(http, Answer.badRequest(String.valueOf(e.getMessage())));
    }
  }

  private void route(HttpServerRequest http, ApiRequest request) {
    if (isObjects(request)) {
      http.body().onSuccess(body -> send(http, answer(http, request, body)));
      http.resume();
      return;
    }
    Optional<Answer> refusal = access.refusal(request);
    if (refusal.isPresent()) {
      send(http, refusal.get());
    } else if (request.verb().equals("watch")) {
      watches.serve(http, request, Optional.empty());
    } else if (request.path().subresource().equals("log")) {
      containers.log(http, request);
    } else {
      containers.exec(http, request);
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
