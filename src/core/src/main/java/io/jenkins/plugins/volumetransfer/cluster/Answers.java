package io.jenkins.plugins.volumetransfer.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Whether an API server has answered, or something that stands before it: a proxy, a login page.
 * The client takes most JSON for the object that it has asked for, and waits as long as a server
 * asks it to.
 */
final class Answers implements Interceptor {
  static final String NAME = "volume-transfer-answers";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As long as one try of a request may wait for the next by {@code Retry-After}. */
  private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(30);

  private static final int TOO_MANY_REQUESTS = 429;

  /** What answers is no API server, or no more of its answer came. */
  static final class NotKubernetes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKubernetes(String what) {
      super(what);
    }
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    Optional<RuntimeException> trouble = dropped(response);
    if (trouble.isPresent()) {
      throw trouble.get();
    }
  }

  /** Of an answer that is an error, the client asks here. */
  @Override
  public CompletableFuture<Boolean> afterFailure(
      HttpRequest.Builder request, HttpResponse<?> response, RequestTags tags) {
    return dropped(response)
        .<CompletableFuture<Boolean>>map(CompletableFuture::failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  private static Optional<RuntimeException> dropped(HttpResponse<?> response) {
    Optional<RuntimeException> trouble = trouble(response);
    if (trouble.isPresent() && response.body() instanceof AsyncBody unread) {
      // Nobody reads from it. Not at once: the client would tell of the cancellation alone.
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> drop(unread));
    }
    return trouble;
  }

  private static void drop(AsyncBody unread) {
    try {
      unread.cancel();
    } catch (RejectedExecutionException e) {
      // The client is closed, and its connections with it.
    }
  }

  private static Optional<RuntimeException> trouble(HttpResponse<?> response) {
    int code = response.code();
    String type =
        Optional.ofNullable(response.header("Content-Type")).orElse("").toLowerCase(Locale.ROOT);
    boolean busy = code == TOO_MANY_REQUESTS || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    if (busy) {
      return retryAfterSeconds(response)
          .filter(seconds -> seconds > RETRY_AFTER_MAX.toSeconds())
          .map(
              seconds ->
                  new KubernetesClientException(
                      "it asks to wait for " + seconds + " s (Retry-After)", code, null));
    }
    if (code >= HttpURLConnection.HTTP_MULT_CHOICE
        && code < HttpURLConnection.HTTP_BAD_REQUEST
        && code != HttpURLConnection.HTTP_NOT_MODIFIED) {
      return Optional.of(
          new NotKubernetes(
              "it answered "
                  + code
                  + ", see "
                  + Optional.ofNullable(response.header("Location")).orElse("another place")));
    }
    if (type.startsWith("text/html")) {
      return Optional.of(new NotKubernetes("it answered " + code + " with a page (text/html)"));
    }
    return Optional.ofNullable(response.header(Refusals.NOT_KUBERNETES))
        .map(
            what ->
                new NotKubernetes("it answered " + code + " with " + what + ", not with a Status"));
  }

  /** A date in its place is not understood by the client either. */
  private static Optional<Long> retryAfterSeconds(HttpResponse<?> response) {
    return Optional.ofNullable(response.header("Retry-After"))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(Long::valueOf);
  }

  /**
   * The object that was asked for.
   *
   * @throws NotKubernetes if it is another, or none that an API server has stored
   */
  static <T extends HasMetadata> T object(String kind, String name, T answer) {
    boolean stored =
        answer != null
            && kind.equals(answer.getKind())
            && answer.getMetadata() != null
            && name.equals(answer.getMetadata().getName())
            && Optional.ofNullable(answer.getMetadata().getUid()).orElse("").length() > 0;
    if (!stored) {
      throw new NotKubernetes(
          "it answered with "
              + (answer == null ? "nothing" : "an object that is no stored " + kind + " " + name));
    }
    return answer;
  }

  /**
   * The items of a list; each that an API server has made has a version.
   *
   * @throws NotKubernetes if it is none
   */
  static <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> items(
      String kind, Function<L, String> kindOf, L list) {
    boolean made =
        list != null
            && kind.equals(kindOf.apply(list))
            && list.getMetadata() != null
            && Optional.ofNullable(list.getMetadata().getResourceVersion()).orElse("").length() > 0;
    if (!made) {
      throw new NotKubernetes("it answered with no " + kind);
    }
    return list.getItems();
  }

  /**
   * Reads the answer to a deletion: the object as it goes, or a Status.
   *
   * @throws NotKubernetes if it is neither
   */
  static void deletion(String kind, String name, String answer) {
    JsonNode told;
    try {
      told = JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new NotKubernetes("it answered a deletion with no JSON");
    }
    String is = told.path("kind").asText("");
    boolean object = is.equals(kind) && told.at("/metadata/name").asText("").equals(name);
    boolean done = is.equals("Status") && told.path("status").asText("").equals("Success");
    if (!object && !done) {
      throw new NotKubernetes("it answered the deletion of a " + kind + " with something else");
    }
  }
}
