package io.jenkins.plugins.volumetransfer.cluster;

import java.net.HttpURLConnection;
import java.util.Set;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/**
 * Tells a question what really goes to the server for it and comes back. Not the client's own
 * tries: okhttp repeats by itself, and without a word, what a connection has lost.
 */
final class Exchanges extends EventListener {
  /** Whoever says so gave up waiting for the server, which may be at it still. */
  private static final Set<Integer> LATER =
      Set.of(
          HttpURLConnection.HTTP_CLIENT_TIMEOUT,
          HttpURLConnection.HTTP_BAD_GATEWAY,
          HttpURLConnection.HTTP_GATEWAY_TIMEOUT);

  private final Waiting.Question question;

  private Exchanges(Waiting.Question question) {
    this.question = question;
  }

  /** A call is made by the thread that makes the try. */
  static EventListener of(Call call) {
    return Waiting.tried().<EventListener>map(Exchanges::new).orElse(EventListener.NONE);
  }

  @Override
  public void requestHeadersStart(Call call) {
    question.sent();
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    if (response.code() >= HttpURLConnection.HTTP_BAD_REQUEST && !LATER.contains(response.code())) {
      question.refused();
    }
    question.warned(response.headers("Warning"));
  }
}
