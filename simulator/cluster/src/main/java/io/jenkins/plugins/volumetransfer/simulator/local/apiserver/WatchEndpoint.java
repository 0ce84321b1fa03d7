package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches over the network: as WebSocket messages, or as lines of a chunked answer. */
record WatchEndpoint(Vertx vertx, WatchCache watches) {
  /**
   * @param distortion empty: what happens is told as it happens
   */
  void serve(
      HttpServerRequest http, ApiRequest request, Optional<RequestFault.Distortion> distortion) {
    Context context = vertx.getOrCreateContext();
    // Before anything is answered: what cannot be read is refused.
    WatchCache.check(request);
    if (RequestFilter.isWebSocket(http)) {
      http.toWebSocket().onSuccess(socket -> serve(socket, context, request, distortion));
    } else {
      http.resume();
      HttpServerResponse response = http.response();
      response.setChunked(true).putHeader("Content-Type", "application/json");
      // The client wants to see the head even if nothing happens for long.
      response.write("");
      Runnable cancel =
          open(
              context,
              request,
              distorted(distortion, line -> response.write(line + "\n"), http.connection()::close),
              () -> response.end());
      response.closeHandler(closed -> cancel.run());
    }
  }

  private void serve(
      ServerWebSocket socket,
      Context context,
      ApiRequest request,
      Optional<RequestFault.Distortion> distortion) {
    Runnable cancel =
        open(
            context,
            request,
            distorted(distortion, socket::writeTextMessage, () -> socket.close((short) 1000)),
            () -> socket.close((short) 1000));
    socket.closeHandler(closed -> cancel.run());
  }

  private Consumer<String> distorted(
      Optional<RequestFault.Distortion> how, Consumer<String> write, Runnable close) {
    return how.<Consumer<String>>map(each -> new DistortedWatch(vertx, each, write, close))
        .orElse(write);
  }

  private Runnable open(Context context, ApiRequest request, Consumer<String> write, Runnable end) {
    Runnable cancel =
        watches.open(
            request,
            new WatchSink() {
              @Override
              public void event(String type, JsonNode object) {
                String line = Json.object().put("type", type).set("object", object).toString();
                context.runOnContext(now -> write.accept(line));
              }

              @Override
              public void end() {
                context.runOnContext(now -> end.run());
              }
            });
    request
        .parameter("timeoutSeconds")
        .map(Long::parseLong)
        .filter(seconds -> seconds > 0)
        .ifPresent(
            seconds ->
                vertx.setTimer(
                    seconds * 1000,
                    timer -> {
                      cancel.run();
                      end.run();
                    }));
    return cancel;
  }
}
