package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Attempt;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** {@code GET .../pods/NAME/log}. */
final class LogEndpoint {

  private final Vertx vertx;
  private final NodeAgent agent;

  LogEndpoint(Vertx vertx, NodeAgent agent) {
    this.vertx = vertx;
    this.agent = agent;
  }

  void serve(HttpServerRequest http, ApiRequest request) {
    http.resume();
    LogFilter filter = LogFilter.of(request);
    Context context = vertx.getOrCreateContext();
    String container = request.parameter("container").orElse("");
    Attempt attempt = request.isTrue("previous") ? Attempt.PREVIOUS : Attempt.CURRENT;
    boolean follow = request.isTrue("follow");
    agent
        .log(request.path().withSubresource(""), container, attempt)
        .exceptionally(failure -> new Lookup.Failed<>(500, "InternalError", failure.toString()))
        .thenAccept(
            lookup ->
                context.runOnContext(
                    now ->
                        lookup.tell(
                            output ->
                                new LogResponse(context, http.response(), output, filter, follow)
                                    .start(),
                            failure -> RequestFilter.send(http, failure))));
  }
}
