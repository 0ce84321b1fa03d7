package io.jenkins.plugins.volumetransfer.spec;

/** What one pair of transfer pods copies. */
public enum PodPer {
  /** One claim: claims are copied side by side and fail on their own. */
  CLAIM,
  /** All claims that go from one namespace to another, one after the other. */
  NAMESPACE
}
