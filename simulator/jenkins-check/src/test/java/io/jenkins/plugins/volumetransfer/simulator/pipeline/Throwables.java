package io.jenkins.plugins.volumetransfer.simulator.pipeline;

/** Checked exceptions on their way through Groovy, which knows no difference. */
final class Throwables {

  private Throwables() {}

  /** To be thrown; never returns. */
  static RuntimeException unchecked(Throwable any) {
    return Throwables.<RuntimeException>thrown(any);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException thrown(Throwable any) throws T {
    throw (T) any;
  }
}
