package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;

/**
 * How long a client waits for an API server.
 *
 * @param answerMs for the answer to one try of a request
 * @param retryMs then, for the next try; doubles with each
 */
public record RequestTimeouts(int answerMs, int retryMs, int retriesMax) {
  /** Four seconds for a server that refuses, 55 for one that takes connections and is silent. */
  public static final RequestTimeouts USUAL = new RequestTimeouts(10_000, 300, 4);

  /** Three and 18 seconds: one that has never answered may not be there at all. */
  public static final RequestTimeouts AT_FIRST = new RequestTimeouts(5_000, 1_000, 2);

  static RequestTimeouts of(Config config) {
    return new RequestTimeouts(
        config.getRequestTimeout(),
        config.getRequestRetryBackoffInterval(),
        config.getRequestRetryBackoffLimit());
  }

  /** The client asks its configuration anew for each request. */
  void set(Config config) {
    config.setRequestTimeout(answerMs);
    config.setRequestRetryBackoffInterval(retryMs);
    config.setRequestRetryBackoffLimit(retriesMax);
  }

  int triesMax() {
    return 1 + retriesMax;
  }
}
