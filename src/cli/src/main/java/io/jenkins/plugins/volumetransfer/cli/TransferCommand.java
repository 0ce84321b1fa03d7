package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.BeginningOptions.Beginning;
import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies, and waits until it is done. */
@Command(
    name = "transfer",
    modelTransformer = SpecFlags.class,
    sortOptions = false,
    customSynopsis = {
      "volume-transfer transfer [OPTION]... --from=... --to=...",
      "       volume-transfer transfer [OPTION]... --all",
      "       volume-transfer transfer [OPTION]... -f FILE"
    },
    description = {
      "Copy claims, wait until all is copied, and delete whatever was made for it. The destination"
          + " claims must exist, or be made by --create; they are never deleted.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  volume-transfer transfer --from app-3/postgresql --to app-4/postgresql",
      "  volume-transfer transfer --source-namespace app-3 --destination-namespace app-4 \\",
      "    --from postgresql --from uploads:images --retries 5 --timeout 4h",
      "  volume-transfer transfer --source-context old --destination-context new \\",
      "    --address lb.example.com:8443 --from app/data --to app/data",
      "  volume-transfer transfer --all --source-namespace app-3 --destination-namespace app-4 \\",
      "    --exclude-claim 'cache-*' --max-concurrent 4",
      "  volume-transfer transfer -f transfer.yaml --no-delete --output json"
    })
final class TransferCommand implements Callable<Integer> {
  private static final String DETACH = "--detach";

  private final Environment environment;

  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Mixin private ResultOptions results = new ResultOptions();

  @Mixin private BeginningOptions beginnings = new BeginningOptions();

  @Option(
      names = "--stop-timeout",
      paramLabel = "TIME",
      description =
          "How long a run that is stopped by a signal may clean up, before the process ends all the"
              + " same. Default: 100s.",
      converter = DurationConverter.class,
      order = 106)
  private Duration stopMax = Interruption.CLEAN_UP_MAX;

  @Option(
      names = "--wait-unused",
      paramLabel = "TIME",
      description =
          "Wait up to so long until no pod uses the claims of either side, and fail with"
              + " CLAIM_IN_USE if one still does; for an application that was just scaled down."
              + " Default: don't wait.",
      converter = DurationConverter.class,
      order = 107)
  private Optional<Duration> unusedMax = Optional.empty();

  @Option(
      names = DETACH,
      description =
          "Leave as soon as rsync runs in every transfer: the pods go on copying. Come back with"
              + " --resume, which tells the result and deletes the pods; until then nothing is"
              + " tried again. See `volume-transfer status --follow`.",
      order = 108)
  private boolean detaches;

  TransferCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Beginning beginning = beginnings.beginning(spec, environment.variables(), new SecureRandom());
    results.require(spec.commandLine().getParseResult());
    if (detaches) {
      requireNoReport();
    }
    try {
      return copy(beginning).code();
    } catch (BadInput e) {
      tell(results.write(beginning.run(), ResultOptions.BAD_INPUT));
      throw e;
    } catch (ClusterException e) {
      tell(results.write(beginning.run(), e.failure().reason().name()));
      throw e;
    }
  }

  /**
   * The arguments were not even understood; the results that stand before the bad one are known.
   */
  void refused() {
    tell(results.write(Map.of(ResultOptions.Value.REASON, ResultOptions.BAD_INPUT)));
  }

  private ExitStatus copy(Beginning beginning) throws InterruptedException {
    TransferSpec asked =
        NamedVolumes.in(
            SpecInput.read(
                spec.commandLine().getParseResult(), environment.in(), environment.variables()),
            ref -> environment.tellingClusters().open(ref));
    reports.require();
    if (detaches) {
      requireAllAtOnce(asked);
    }
    // What a process leaves that is killed, or whose run does not end in time.
    tell(results.write(beginning.run(), Reason.ABORTED.name()));
    if (unusedMax.isPresent()) {
      new UnusedClaims(environment, beginning.run(), unusedMax.get()).await(asked);
    }
    Transferring transferring =
        new Transferring(
            environment,
            output,
            reports,
            stopMax,
            detaches ? Transferring.Until.COPYING : Transferring.Until.ENDED,
            PodVariables.read(environment.variables()),
            Optional.empty());
    Function<RunReport, List<String>> told = results::write;
    return switch (beginning.kind()) {
      case NEW -> transferring.run(asked, beginning.run(), told);
      case GONE_ON_WITH -> transferring.resume(asked, beginning.run(), told);
    };
  }

  private void requireNoReport() {
    Stream.concat(reports.options(), results.options())
        .findFirst()
        .ifPresent(
            option -> {
              throw new BadInput(
                  option
                      + ": is written at the run's end; give it with --resume, not with "
                      + DETACH);
            });
  }

  /** Nobody would give the others their turn. */
  private static void requireAllAtOnce(TransferSpec asked) {
    int transfers = Transfer.of(asked).size();
    if (transfers > asked.concurrency().max()) {
      throw new BadInput(
          "%s: all %s transfers have to copy at once; give --max-concurrent %s"
              .formatted(DETACH, transfers, transfers));
    }
  }

  private void tell(List<String> lines) {
    lines.forEach(line -> Errors.print(environment, line));
  }
}
