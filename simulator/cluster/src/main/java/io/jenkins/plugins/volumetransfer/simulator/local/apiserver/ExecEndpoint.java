package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * {@code .../pods/NAME/exec} over a WebSocket, in the versions 4 (fabric8) and 5 (kubectl) of
 * Kubernetes' remote command protocol; without a terminal.
 */
record ExecEndpoint(Vertx vertx, NodeAgent agent) {
  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

  void serve(HttpServerRequest http, ApiRequest request) {
    if (!RequestFilter.isWebSocket(http)) {
      RequestFilter.send(
          http, Answer.badRequest("exec needs a WebSocket here, SPDY is not understood"));
      return;
    }
    Context context = vertx.getOrCreateContext();
    agent
        .exec(
            request.path().withSubresource(""),
            request.parameter("container").orElse(""),
            request.query().getAll("command"))
        .whenComplete(
            (lookup, failure) ->
                context.runOnContext(
                    now -> {
                      if (failure != null) {
                        RequestFilter.send(
                            http, Answer.failure(500, "InternalError", failure.toString()));
                      } else if (lookup instanceof Lookup.Found<Process> found) {
                        http.toWebSocket()
                            .onFailure(refused -> found.value().destroyForcibly())
                            .onSuccess(socket -> ExecSession.start(socket, found.value(), request));
                      } else if (lookup instanceof Lookup.Failed<Process> failed) {
                        RequestFilter.send(
                            http, Answer.failure(failed.code(), failed.reason(), failed.message()));
                      }
                    }));
  }
}
