package io.jenkins.plugins.volumetransfer.report;

/** How a run went, in one word; reports carry the name. */
public enum Outcome {
  /** Every transfer succeeded. */
  SUCCEEDED,
  /** Some transfers succeeded, others failed. */
  PARTLY_SUCCEEDED,
  /** No transfer succeeded. */
  FAILED
}
