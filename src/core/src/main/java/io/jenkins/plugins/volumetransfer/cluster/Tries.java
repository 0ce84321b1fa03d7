package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Counts the tries of each request, which fabric8's client makes by itself. The first try is made
 * by the thread that asks, those after it by a timer's.
 */
final class Tries implements Interceptor {
  private static final String NAME = "volume-transfer-tries";

  private static final class Count {
    private final Waiting.Question question;
    private int tries;

    Count(Waiting.Question question) {
      this.question = question;
    }
  }

  /** By the request, as long as somebody has it. */
  private final Map<HttpRequest, Count> counts = Collections.synchronizedMap(new WeakHashMap<>());

  /** Comes before the others: these are shown another request for each try. */
  static void count(HttpClient.Builder client) {
    if (client instanceof StandardHttpClientBuilder<?, ?, ?> standard) {
      Map<String, Interceptor> others = new LinkedHashMap<>(standard.getInterceptors());
      others.keySet().forEach(name -> client.addOrReplaceInterceptor(name, null));
      client.addOrReplaceInterceptor(NAME, new Tries());
      others.forEach(client::addOrReplaceInterceptor);
      // After those that log in again where a server asks for that.
      client.addOrReplaceInterceptor(Answers.NAME, new Answers());
    }
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Waiting.triesNothing();
    // Each try to open a WebSocket is a request of its own: they can't be counted.
    if (builder instanceof HttpRequest.Builder) {
      Waiting.asked().ifPresent(question -> counts.put(request, new Count(question)));
      Count count = counts.get(request);
      if (count != null) {
        count.tries++;
        count.question.tries(count.tries);
        Waiting.tries(count.question);
      }
    }
  }
}
