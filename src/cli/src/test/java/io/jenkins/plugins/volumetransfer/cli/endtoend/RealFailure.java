package io.jenkins.plugins.volumetransfer.cli.endtoend;

import java.util.List;

/**
 * A failure and how it is brought about on a real cluster.
 *
 * @param what in the words of the table
 * @param before what is different from the start
 * @param during what happens beside the command
 */
record RealFailure(String what, Before before, During during) {
  /** Before the command. */
  @FunctionalInterface
  interface Before {
    /** Returns further options. */
    List<String> options(RealRun run) throws Exception;
  }

  /** Beside the command. */
  @FunctionalInterface
  interface During {
    void strike(RealRun run, VolumeTransferCommand command) throws Exception;
  }

  static RealFailure of(String what, Before before) {
    return new RealFailure(what, before, (run, command) -> {});
  }

  /** With a claim to copy, and none to copy to. */
  static RealFailure withSource(String what, Before before) {
    return of(
        what,
        run -> {
          run.objects().source();
          return before.options(run);
        });
  }

  /** With both claims, and 8 MiB to copy. */
  static RealFailure withClaims(String what, Before before) {
    return of(
        what,
        run -> {
          run.objects().claims();
          return before.options(run);
        });
  }
}
