package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;

/** A client's patience with its server: a little until that has answered once, then the usual. */
final class FirstContact {
  private final Config config;
  private final RequestTimeouts usual;
  private volatile boolean made;

  FirstContact(Config config, RequestTimeouts atFirst) {
    this.config = config;
    this.usual = RequestTimeouts.of(config);
    atFirst.set(config);
  }

  /** Of the request that is made next. */
  int triesMax() {
    return RequestTimeouts.of(config).triesMax();
  }

  /** The server has answered, whatever it said. */
  void made() {
    if (!made) {
      made = true;
      usual.set(config);
    }
  }
}
