package io.jenkins.plugins.volumetransfer.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields about bounds and attempts. */
final class RunFields {
  private static final long SECONDS_MAX = Duration.ofDays(30).toSeconds();

  static final FieldSection SECTION = new FieldSection("Bounds (TIME: 90, 90s, 15m, 4h, 2d):");

  static final SpecField<Optional<Duration>> TIMEOUT =
      SECTION.add(
          bound(
                  "timeoutSeconds",
                  Optional.of(Timeouts.DEFAULT.transfer()),
                  "Seconds for the whole run",
                  "The whole run, all attempts included.")
              // Pipelines know it by the name of its field, too.
              .flags("--timeout", "--timeout-seconds"));
  static final SpecField<Optional<Duration>> CLAIM_TIMEOUT =
      SECTION.add(
          bound(
                  "claimTimeoutSeconds",
                  Timeouts.DEFAULT.claim(),
                  "Seconds for each transfer",
                  "One transfer, all its attempts, from its own start.")
              .otherwise("no bound of its own"));
  static final SpecField<Optional<Duration>> TUNNEL_TIMEOUT =
      SECTION.add(
          bound(
              "tunnelTimeoutSeconds",
              Optional.of(Timeouts.DEFAULT.tunnel()),
              "Seconds until the tunnel is open",
              "Until the destination answers through the tunnel."));
  static final SpecField<Optional<Duration>> POD_START_TIMEOUT =
      SECTION.add(
          bound(
              "podStartTimeoutSeconds",
              Optional.of(Timeouts.DEFAULT.podStart()),
              "Seconds until a pod runs",
              "From a pod's creation until its containers run."));
  static final SpecField<Optional<Duration>> NO_PROGRESS_TIMEOUT =
      SECTION.add(
          bound(
                  "noProgressTimeoutSeconds",
                  Optional.of(Timeouts.DEFAULT.noProgress()),
                  "Seconds without progress",
                  "While copying, without any progress.")
              .chapter("progress"));
  static final SpecField<OptionalLong> RETRIES =
      SECTION.add(
          SpecField.of(
              "retries",
              new FieldType.Number(0, 20, OptionalLong.of(Retries.DEFAULT.limit())),
              "Attempts after the first",
              "Attempts after the first, where one more can help."));
  static final SpecField<Optional<Duration>> RETRY_DELAY =
      SECTION.add(
          SpecField.of(
                  "retryDelaySeconds",
                  new FieldType.Seconds(0, 120, Optional.of(Retries.DEFAULT.firstDelay())),
                  "Seconds before the second attempt",
                  "Wait before the second attempt; doubles with each.")
              .more("Up to 120 seconds, plus up to a fifth."));
  static final SpecField<OptionalLong> MAX_CONCURRENT =
      SECTION.add(
          SpecField.of(
              "maxConcurrent",
              new FieldType.Number(1, 1000, OptionalLong.of(Concurrency.DEFAULT.max())),
              "Transfers at the same time",
              "Transfers under way at the same time; the others wait."));
  static final SpecField<Boolean> FAIL_FAST =
      SECTION.add(
          SpecField.of(
              "failFast",
              new FieldType.Flag(Concurrency.DEFAULT.failFast()),
              "End all transfers at the first failure",
              "The first failure ends the transfers under way; those that wait are never started."));

  private RunFields() {}

  private static SpecField<Optional<Duration>> bound(
      String name, Optional<Duration> otherwise, String title, String sentence) {
    return SpecField.of(name, new FieldType.Seconds(1, SECONDS_MAX, otherwise), title, sentence);
  }
}
