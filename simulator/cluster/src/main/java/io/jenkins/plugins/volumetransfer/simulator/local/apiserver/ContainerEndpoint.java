package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Attempt;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** What the kubelet answers for: logs of containers, and commands in them. */
record ContainerEndpoint(Vertx vertx, NodeAgent agent) {
  static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

  /** {@code GET .../pods/NAME/log}. */
  void log(HttpServerRequest http, ApiRequest request) {
    http.resume();
    LogFilter filter = LogFilter.of(request);
    String container = request.parameter("container").orElse("");
    Attempt attempt = request.isTrue("previous") ? Attempt.PREVIOUS : Attempt.CURRENT;
    whenFound(
        http,
        agent.log(request.path().withSubresource(""), container, attempt),
        (found, context) ->
            new LogResponse(context, http.response(), found, filter, request.isTrue("follow"))
                .start());
  }

  /**
   * {@code .../pods/NAME/exec} over a WebSocket, in the versions 4 (fabric8) and 5 (kubectl) of
   * Kubernetes' remote command protocol; without a terminal.
   */
  void exec(HttpServerRequest http, ApiRequest request) {
    if (!RequestFilter.isWebSocket(http)) {
      RequestFilter.send(
          http, Answer.badRequest("exec needs a WebSocket here, SPDY is not understood"));
      return;
    }
    whenFound(
        http,
        agent.exec(
            request.path().withSubresource(""),
            request.parameter("container").orElse(""),
            request.query().getAll("command")),
        (found, context) ->
            http.toWebSocket()
                .onFailure(refused -> found.destroyForcibly())
                .onSuccess(socket -> ExecSession.start(socket, found, request)));
  }

  private <T> void whenFound(
      HttpServerRequest http, CompletionStage<Lookup<T>> looked, BiConsumer<T, Context> use) {
    Context context = vertx.getOrCreateContext();
    looked
        .exceptionally(failure -> new Lookup.Failed<>(500, "InternalError", failure.toString()))
        .thenAccept(
            lookup ->
                context.runOnContext(
                    now ->
                        lookup.tell(
                            found -> use.accept(found, context),
                            failure -> RequestFilter.send(http, failure))));
  }
}
