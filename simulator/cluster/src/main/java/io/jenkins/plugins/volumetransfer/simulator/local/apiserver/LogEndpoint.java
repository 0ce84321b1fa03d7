package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Attempt;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** {@code GET .../pods/NAME/log}. */
record LogEndpoint(Vertx vertx, NodeAgent agent) {
  void serve(HttpServerRequest http, ApiRequest request) {
    http.resume();
    LogFilter filter = LogFilter.of(request);
    Context context = vertx.getOrCreateContext();
    String container = request.parameter("container").orElse("");
    Attempt attempt = request.isTrue("previous") ? Attempt.PREVIOUS : Attempt.CURRENT;
    agent
        .log(request.path().withSubresource(""), container, attempt)
        .whenComplete(
            (lookup, failure) ->
                context.runOnContext(
                    now -> {
                      if (failure != null) {
                        RequestFilter.send(
                            http, Answer.failure(500, "InternalError", failure.toString()));
                      } else if (lookup instanceof Lookup.Found<ContainerOutput> found) {
                        boolean follow = request.isTrue("follow");
                        new LogResponse(context, http.response(), found.value(), filter, follow)
                            .start();
                      } else if (lookup instanceof Lookup.Failed<ContainerOutput> failed) {
                        RequestFilter.send(
                            http, Answer.failure(failed.code(), failed.reason(), failed.message()));
                      }
                    }));
  }
}
