package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what is deleted is the object that was seen, and never one that has taken its name since.
 * Method: a server with one Secret that answers deletions as Kubernetes does, and the real client.
 */
@Timeout(60)
class DeletionByUidTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectRef SECRET =
      new ObjectRef(Side.SOURCE, ObjectRef.Kind.SECRET, "a", "vt-x");

  @TempDir private Path directory;
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private AnsweringServer server;
  private Cluster cluster;

  /** Empty: there is no Secret. */
  private volatile Optional<String> stored = Optional.of("old");

  /** What takes its place after the next answer. */
  private volatile Optional<String> comes = Optional.empty();

  private volatile Optional<String> odd = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    server = new AnsweringServer(directory, this::answer);
    cluster = server.cluster();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Whatever has no precondition that holds is not deleted; without any, it is. */
  private void answer(HttpExchange exchange) throws IOException {
    methods.add(exchange.getRequestMethod());
    JsonNode options = JSON.readTree(exchange.getRequestBody());
    String uid = options.at("/preconditions/uid").asText();
    String now = stored.orElse("");
    if (odd.isPresent()) {
      respond(exchange, 409, status(409, "Conflict", odd.get()));
    } else if (stored.isEmpty()) {
      respond(exchange, 404, status(404, "NotFound", "secrets \"vt-x\" not found"));
    } else if (!uid.isEmpty() && !uid.equals(now)) {
      String told =
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, now);
      respond(exchange, 409, status(409, "Conflict", told));
    } else {
      if (options.path("dryRun").isMissingNode()) {
        stored = Optional.empty();
      }
      respond(
          exchange,
          200,
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\"}");
    }
    if (comes.isPresent()) {
      stored = comes;
      comes = Optional.empty();
    }
  }

  private static void respond(HttpExchange exchange, int code, String body) throws IOException {
    AnsweringServer.respond(exchange, code, "application/json", body);
  }

  private static String status(int code, String reason, String message) {
    return JSON.createObjectNode()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("message", message)
        .put("reason", reason)
        .put("code", code)
        .toString();
  }

  @Test
  @DisplayName("an object goes by its own uid, and stays by another's")
  void uid() {
    assertThat(cluster.delete(SECRET, "other")).isFalse();
    assertThat(stored).contains("old");

    assertThat(cluster.delete(SECRET, "old")).isTrue();
    assertThat(stored).isEmpty();
    assertThat(cluster.delete(SECRET, "old")).isFalse();
  }

  @Test
  @DisplayName("by its name an object goes that may not be read")
  void named() {
    cluster.deleteNamed(SECRET);

    assertThat(stored).isEmpty();
    assertThat(methods).containsOnly("DELETE");
  }

  @Test
  @DisplayName("by its name nothing goes that has taken the place of what was seen")
  void tookItsPlace() {
    comes = Optional.of("somebody else's");

    cluster.deleteNamed(SECRET);

    assertThat(stored).contains("somebody else's");
  }

  @Test
  @DisplayName("nor what comes where nothing was")
  void cameLater() {
    stored = Optional.empty();
    comes = Optional.of("somebody else's");

    cluster.deleteNamed(SECRET);

    assertThat(stored).contains("somebody else's");
  }

  @Test
  @DisplayName("whether something is there is asked without deleting it")
  void exists() {
    assertThat(cluster.exists(SECRET)).isTrue();
    assertThat(stored).contains("old");

    stored = Optional.empty();
    assertThat(cluster.exists(SECRET)).isFalse();
  }

  @Test
  @DisplayName("a pod is dropped at once by its own uid only")
  void atOnce() {
    cluster.forget(SECRET, "other");
    assertThat(stored).contains("old");

    cluster.forget(SECRET, "old");
    assertThat(stored).isEmpty();
  }

  @Test
  @DisplayName("a conflict that is no precondition's says nothing about whose it is")
  void otherConflict() {
    odd = Optional.of("the object has been modified");

    assertThat(
            catchThrowableOfType(ClusterException.class, () -> cluster.delete(SECRET, "old"))
                .failure()
                .reason())
        .isEqualTo(Reason.API_REFUSED);
    assertThat(
            catchThrowableOfType(ClusterException.class, () -> cluster.deleteNamed(SECRET))
                .failure()
                .reason())
        .isEqualTo(Reason.API_REFUSED);
  }
}
