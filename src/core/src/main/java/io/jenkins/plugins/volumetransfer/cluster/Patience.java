package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;

/**
 * How long a client waits for an API server.
 *
 * @param answerMs for the answer to one try of a request
 * @param retryMs then, for the next try; doubles with each
 */
public record Patience(int answerMs, int retryMs, int retriesMax) {
  /** Four seconds for a server that refuses, 55 for one that takes connections and is silent. */
  public static final Patience USUAL = new Patience(10_000, 300, 4);

  /** Three and 18 seconds: one that has never answered may not be there at all. */
  public static final Patience AT_FIRST = new Patience(5_000, 1_000, 2);

  static Patience of(Config config) {
    return new Patience(
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
