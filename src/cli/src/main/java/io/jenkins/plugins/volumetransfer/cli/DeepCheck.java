package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.view.Audience;
import io.jenkins.plugins.volumetransfer.cli.view.DryRunView;
import io.jenkins.plugins.volumetransfer.driver.EngineOptions;
import io.jenkins.plugins.volumetransfer.driver.LogEnds;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.preflight.DryRun;
import io.jenkins.plugins.volumetransfer.preflight.Finding;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that copies nothing, from its spec to its findings; signals end it as they end a copy. */
record DeepCheck(Environment environment, Consumer<Finding> told) {

  /**
   * @param asked as {@link DryRun#of} made it
   * @return how the process ends, if not by what was found
   */
  Optional<ExitStatus> run(TransferSpec asked) throws InterruptedException {
    SecureRandom random = new SecureRandom();
    EngineOptions options =
        new EngineOptions(Integer.MAX_VALUE, environment.requester(asked), LogEnds.LEFT);
    try (TransferEngine engine =
            new TransferEngine(environment.clusters().get(), environment.clock(), random, options);
        Audience audience = new Audience(List.of(new DryRunView(environment.clock(), this::say)))) {
      RunId run = RunId.random(random);
      String advice = CommandAdvice.of(asked).cleanUp(run, Transfer.of(asked));
      RunHandle handle = engine.start(asked, run, audience);
      Interruption interruption =
          new Interruption(
              handle,
              advice,
              environment.signals(),
              audience::say,
              this::say,
              Interruption.CLEAN_UP_MAX);
      interruption.begin();
      Optional<RunResult> result = interruption.await();
      audience.close();
      Optional<ExitStatus> stopped = interruption.signal().map(StopSignal::status);
      if (result.isEmpty()) {
        say("not clean after " + Interruption.CLEAN_UP_MAX.toSeconds() + " s; " + advice);
        return stopped;
      }
      boolean leftBehind = false;
      for (TransferResult transfer : result.get().transfers()) {
        DryRun.findings(transfer).forEach(told);
        leftBehind |= !transfer.leftBehind().isEmpty();
      }
      if (leftBehind) {
        say("something could not be deleted; " + advice);
      }
      return stopped.or(leftBehind ? () -> Optional.of(ExitStatus.LEFT_BEHIND) : Optional::empty);
    }
  }

  private void say(String line) {
    Errors.print(environment, line);
  }
}
