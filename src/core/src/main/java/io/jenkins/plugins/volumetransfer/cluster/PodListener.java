package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.Side;

/** Hears of a run's pods; called by the client's threads, so it must not block. */
public interface PodListener {
  void changed(String transfer, PodState pod);

  void gone(String transfer, Side side, int attempt);
}
