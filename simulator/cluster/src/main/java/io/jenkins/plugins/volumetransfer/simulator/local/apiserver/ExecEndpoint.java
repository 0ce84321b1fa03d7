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
final class ExecEndpoint {

  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

  private final Vertx vertx;
  private final NodeAgent agent;

  ExecEndpoint(Vertx vertx, NodeAgent agent) {
    this.vertx = vertx;
    this.agent = agent;
  }

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
        .exceptionally(failure -> new Lookup.Failed<>(500, "InternalError", failure.toString()))
        .thenAccept(
            lookup ->
                context.runOnContext(
                    now ->
                        lookup.tell(
                            process ->
                                http.toWebSocket()
                                    .onFailure(refused -> process.destroyForcibly())
                                    .onSuccess(
                                        socket -> ExecSession.start(socket, process, request)),
                            failure -> RequestFilter.send(http, failure))));
  }
}
