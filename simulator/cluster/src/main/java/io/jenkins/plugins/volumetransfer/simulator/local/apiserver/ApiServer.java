package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API server: a store of objects, and plain HTTP on a loopback address before it. */
public final class ApiServer implements AutoCloseable {

  private static final int FRAME_BYTES_MAX = 4 << 20;
  private static final int STOP_SECONDS_MAX = 10;

  /** A real one took 0.2 to 1 s on an idle cluster. */
  private static final int GARBAGE_COLLECTION_MS = 200;

  private static final String HOST = "127.0.0.1";

  private final ObjectStore store = new ObjectStore();
  private final WatchCache watches = new WatchCache(store);
  private final DeleteRequest deletion = new DeleteRequest(store);
  private final RequestCounts counts = new RequestCounts();
  private final SeenCredentials credentials = new SeenCredentials();
  private final RequestFaults faults = new RequestFaults();
  private final AccessRules access = new AccessRules();
  private volatile CreateRequest creation = new CreateRequest(store, List.of());
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(8));

  /**
   * Starts to serve.
   *
   * @param agent answers for logs and exec
   * @param admissions are applied in order to each object that is created
   * @return where
   */
  public URI listen(NodeAgent agent, List<ObjectAdmission> admissions) {
    creation = new CreateRequest(store, admissions);
    store.listen(this::collectGarbage);
    ResourceEndpoint resources =
        new ResourceEndpoint(store, creation, deletion, new AccessReview(access), watches);
    RequestFilter front =
        new RequestFilter(
            vertx,
            counts,
            credentials,
            faults,
            access,
            resources,
            new WatchEndpoint(vertx, watches),
            new ContainerEndpoint(vertx, agent));
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(FRAME_BYTES_MAX)
            .setMaxWebSocketMessageSize(FRAME_BYTES_MAX)
            .setMaxInitialLineLength(1 << 16)
            .setWebSocketSubProtocols(ContainerEndpoint.PROTOCOLS);
    HttpServer server =
        await(vertx.createHttpServer(options).requestHandler(front::handle).listen(0, HOST));
    return URI.create("http://" + HOST + ":" + server.actualPort());
  }

  /** What comes after its owners have gone is found a moment later, as by the real collector. */
  private void collectGarbage(StoreEvent event) {
    if (!event.isRemoval() && !DeleteRequest.owners(event.after()).isEmpty()) {
      vertx.setTimer(GARBAGE_COLLECTION_MS, timer -> deletion.collectDangling(event.path()));
    }
  }

  /**
   * Creates an object as a request would.
   *
   * @throws IllegalArgumentException when it is refused
   */
  public void create(ResourcePath collection, ObjectNode object) {
    Answer answer = creation.create(collection, object);
    if (answer.isError()) {
      throw new IllegalArgumentException(answer.body().path("message").asText());
    }
  }

  public ObjectStore store() {
    return store;
  }

  public WatchCache watches() {
    return watches;
  }

  public DeleteRequest deletion() {
    return deletion;
  }

  public RequestCounts counts() {
    return counts;
  }

  public SeenCredentials credentials() {
    return credentials;
  }

  public RequestFaults faults() {
    return faults;
  }

  public AccessRules access() {
    return access;
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the API server started or stopped", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the API server did not start or stop", e);
    }
  }
}
