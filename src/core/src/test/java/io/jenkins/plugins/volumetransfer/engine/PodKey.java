package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;

/** A pod of a run. */
record PodKey(String transfer, Side side, int attempt) {}
