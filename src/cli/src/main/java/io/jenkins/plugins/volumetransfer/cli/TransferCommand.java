package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "  volume-transfer transfer -f transfer.yaml --no-delete --output json"
    })
final class TransferCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "Name of the run, in labels and names of all it makes: 1 to 12 of a-z, 0-9 and `-`."
              + " Default: a random one.",
      converter = RunIdConverter.class,
      order = 102)
  private Optional<RunId> runId = Optional.empty();

  TransferCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    TransferSpec asked = SpecInput.read(spec.commandLine().getParseResult(), environment.in());
    RunId run = runId.orElseGet(() -> RunId.random(new SecureRandom()));
    return new Transferring(environment, output).run(asked, run, report -> {}).code();
  }
}
