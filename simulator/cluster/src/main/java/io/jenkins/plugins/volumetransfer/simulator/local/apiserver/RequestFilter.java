package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.Set;

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
    if (request.filter(RequestFilter::isObjects).isPresent()) {
      // The client may be gone before the fault is over: what it sent is taken first.
      http.body()
          .onSuccess(
              body -> fault.meet(new FaultedRequest(this, http, request, Optional.of(body))));
      http.resume();
    } else {
      fault.meet(new FaultedRequest(this, http, request, Optional.empty()));
    }
  }

  /** Whether it is answered at once and by JSON: no stream, no log. */
  private static boolean isObjects(ApiRequest request) {
    return !request.verb().equals("watch")
        && !(request.path().isCore("pods")
            && Set.of("log", "exec").contains(request.path().subresource()));
  }

  Answer answer(HttpServerRequest http, ApiRequest request, Buffer body) {
    String contentType = Optional.ofNullable(http.getHeader("Content-Type")).orElse("");
    try {
      return access.refusal(request).orElseGet(() -> resources.answer(request, contentType, body));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Answer.badRequest(String.valueOf(e.getMessage()));
    }
  }

  void distort(HttpServerRequest http, ApiRequest watch, RequestFault.Distortion how) {
    watches.serve(http, watch, Optional.of(how));
  }

  void attempt(HttpServerRequest http, Optional<ApiRequest> request) {
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
