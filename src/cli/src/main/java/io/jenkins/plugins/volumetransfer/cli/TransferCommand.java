package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "Name of the run, in labels and names of all it makes: 1 to 12 of a-z, 0-9 and `-`."
              + " Default: a random one.",
      converter = RunIdConverter.class,
      order = 102)
  private Optional<RunId> runId = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "ID",
      description =
          "Go on with this run, whose process died; give all else as it was given then. See"
              + " `volume-transfer status`.",
      converter = RunIdConverter.class,
      order = 103)
  private Optional<RunId> resumed = Optional.empty();

  TransferCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (resumed.isPresent() && runId.isPresent()) {
      throw new ParameterException(spec.commandLine(), "--resume goes not with --run-id");
    }
    TransferSpec asked =
        NamedVolumes.in(
            SpecInput.read(spec.commandLine().getParseResult(), environment.in()),
            ref -> environment.clusters().get().open(ref));
    reports.require();
    Transferring transferring = new Transferring(environment, output, reports);
    ExitStatus end =
        resumed.isPresent()
            ? transferring.resume(asked, resumed.get(), report -> {})
            : transferring.run(
                asked, runId.orElseGet(() -> RunId.random(new SecureRandom())), report -> {});
    return end.code();
  }
}
