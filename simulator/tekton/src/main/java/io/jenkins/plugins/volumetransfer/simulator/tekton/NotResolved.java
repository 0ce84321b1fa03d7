package io.jenkins.plugins.volumetransfer.simulator.tekton;

/** A reference to what nobody has applied in that namespace: a run fails by it, once accepted. */
final class NotResolved extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotResolved(String kind, String name) {
    super(
        "%ss.tekton.dev \"%s\" not found".formatted(kind.toLowerCase(java.util.Locale.ROOT), name));
  }
}
