package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** How each request to a server is made: with its tries, its waits and its errors. */
final class ApiRequests {
  private final String server;
  private final FirstContact contact;
  private final Waiting waiting;

  /**
   * @param atFirst until the server has answered once; then that of the client
   */
  ApiRequests(KubernetesClient client, RequestTimeouts atFirst) {
    this(
        client.getMasterUrl().toString(),
        new FirstContact(client.getConfiguration(), atFirst),
        text -> {});
  }

  private ApiRequests(String server, FirstContact contact, Consumer<String> waits) {
    this.server = server;
    this.contact = contact;
    this.waiting = new Waiting(server, waits);
  }

  /** The same, with somebody who hears of waits. */
  ApiRequests telling(Consumer<String> waits) {
    return new ApiRequests(server, contact, waits);
  }

  String server() {
    return server;
  }

  Waiting.Question question(String doing) {
    return waiting.question(doing, contact.triesMax());
  }

  <T> T ask(String doing, Callable<T> request) {
    return ask(question(doing), request);
  }

  <T> T ask(Waiting.Question question, Callable<T> request) {
    try {
      T answer = question.during(request);
      contact.made();
      return answer;
    } catch (ClusterException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof KubernetesClientException api && api.getCode() > 0) {
        contact.made();
      }
      throw ApiErrors.translate(question.doing(), server, e).with(question.tried());
    }
  }

  /** Few may read what belongs to the whole cluster; a run does without. */
  <T> Optional<T> askIfAllowed(String doing, Callable<T> request) {
    try {
      return Optional.of(ask(doing, request));
    } catch (ClusterException e) {
      if (e.failure().reason() == Reason.PERMISSION_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
