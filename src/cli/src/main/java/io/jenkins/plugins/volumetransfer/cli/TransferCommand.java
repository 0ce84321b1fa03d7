package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.cli.input.SpecFlags;
import io.jenkins.plugins.volumetransfer.cli.input.SpecInput;
import io.jenkins.plugins.volumetransfer.cli.view.Audience;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.TextSummary;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.List;
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
      "volume-transfer transfer [OPTION]... -f FILE"
    },
    description = {
      "Copy claims, wait until all is copied, and delete whatever was made for it. The destination"
          + " claims must exist; they are never deleted.",
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
    JsonEvents events = new JsonEvents(run, Transfer.of(asked));
    Audience audience = new Audience(output.views(environment, asked, events));
    try (TransferEngine engine =
        new TransferEngine(environment.clusters().get(), environment.clock(), new SecureRandom())) {
      RunHandle handle = engine.start(asked, run, audience);
      Interruption interruption =
          new Interruption(
              handle,
              environment.signals(),
              audience::say,
              line -> Errors.print(environment, line),
              Interruption.CLEAN_UP_MAX);
      interruption.begin();
      Optional<RunResult> result = interruption.await();
      audience.close();
      return result
          .map(end -> tell(RunReport.of(end), events, interruption))
          .orElseGet(() -> giveUp(interruption))
          .code();
    }
  }

  private ExitStatus tell(RunReport report, JsonEvents events, Interruption interruption) {
    ExitStatus status = ExitStatus.of(report, interruption.signal());
    if (output.format() == OutputOptions.Format.JSON) {
      ObjectNode result = events.result(report, environment.clock().instant());
      environment.out().println(result.put("exitCode", status.code()));
    } else {
      List<String> lines = TextSummary.lines(report);
      lines.forEach(environment.out()::println);
    }
    environment.out().flush();
    return status;
  }

  private ExitStatus giveUp(Interruption interruption) {
    Errors.print(
        environment,
        "not clean after " + Interruption.CLEAN_UP_MAX.toSeconds() + " s; " + interruption.hint());
    return interruption.signal().map(StopSignal::status).orElse(ExitStatus.FAILED);
  }
}
