package io.jenkins.plugins.volumetransfer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.cli.view.Audience;
import io.jenkins.plugins.volumetransfer.cli.view.CopiesUnderWay;
import io.jenkins.plugins.volumetransfer.cli.view.HistoryView;
import io.jenkins.plugins.volumetransfer.cli.view.View;
import io.jenkins.plugins.volumetransfer.driver.EngineOptions;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.TextSummary;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run from its spec to its exit status, shown as the user wants it, ended by signals.
 *
 * @param stopMax how long a run that is stopped may clean up
 * @param until when the process leaves
 * @param ownPod the pod that owns what is made in its namespace, if there is one
 * @param leaving how to remove what a run leaves that is not waited for; empty: by `cleanup`
 */
public record Transferring(
    Environment environment,
    OutputOptions output,
    ReportOptions reports,
    Duration stopMax,
    Until until,
    Optional<OwnPod> ownPod,
    Optional<String> leaving) {

  /** How long a process stays with its run. */
  public enum Until {
    /** All is deleted that was made for it. */
    ENDED,
    /** Only copying is left, which needs no process. */
    COPYING
  }

  /**
   * @param told gets the report, if there is one, before it is shown; a line for each file that it
   *     could not write
   */
  public ExitStatus run(TransferSpec asked, RunId run, Function<RunReport, List<String>> told)
      throws InterruptedException {
    return carryOut(asked, run, told, TransferEngine::start);
  }

  /** The same with a run whose process has died. */
  ExitStatus resume(TransferSpec asked, RunId run, Function<RunReport, List<String>> told)
      throws InterruptedException {
    return carryOut(asked, run, told, TransferEngine::resume);
  }

  /** How the engine begins. */
  @FunctionalInterface
  private interface Beginning {
    RunHandle begin(
        TransferEngine engine, TransferSpec asked, RunId run, Consumer<Announcement> listener);
  }

  private ExitStatus carryOut(
      TransferSpec asked, RunId run, Function<RunReport, List<String>> told, Beginning beginning)
      throws InterruptedException {
    List<Transfer> transfers = Transfer.of(asked);
    JsonEvents events = new JsonEvents(run, transfers);
    HistoryView memory =
        new HistoryView(
            History.of(run, transfers, environment.clock().instant()), environment.clock());
    List<View> views = new ArrayList<>(output.views(environment, asked, events));
    views.add(memory);
    CopiesUnderWay copies = new CopiesUnderWay(transfers, environment.clock());
    if (until == Until.COPYING) {
      views.add(copies);
    }
    try (TransferEngine engine =
            new TransferEngine(
                environment.clusters().get(),
                environment.clock(),
                new SecureRandom(),
                new EngineOptions(
                    Integer.MAX_VALUE, environment.requester(asked), reports.logEnds(), ownPod));
        Audience audience = new Audience(views)) {
      RunHandle handle = beginning.begin(engine, asked, run, audience);
      String advice = leaving.orElseGet(() -> CommandAdvice.of(asked).cleanUp(run, transfers));
      Interruption interruption =
          new Interruption(
              handle,
              advice,
              environment.signals(),
              audience::say,
              line -> Errors.print(environment, line),
              stopMax);
      interruption.begin();
      ownPod
          .flatMap(pod -> OwnTime.of(pod, environment, stopMax))
          .ifPresent(interruption::stopAfter);
      copies.all().thenRun(interruption::leave);
      Optional<RunResult> result = interruption.await();
      audience.close();
      if (interruption.left()) {
        return leave(asked, memory.history(), copies.all().join(), events);
      }
      result.ifPresent(memory::ended);
      Optional<RunReport> report = result.map(RunReport::of);
      List<String> unwritten = new ArrayList<>(report.map(told).orElse(List.of()));
      ExitStatus status =
          report
              .map(end -> tell(end, events, interruption, CommandAdvice.of(asked)))
              .orElseGet(() -> giveUp(interruption, advice));
      unwritten.addAll(reports.write(memory.history(), CommandAdvice.of(asked), this::say));
      unwritten.forEach(line -> Errors.print(environment, line));
      return status.orIfReported(unwritten.isEmpty());
    }
  }

  private ExitStatus leave(
      TransferSpec asked, History history, List<String> copying, JsonEvents events) {
    if (output.format() == OutputOptions.Format.JSON) {
      environment.out().println(events.left(copying, environment.clock().instant()));
    } else {
      CommandAdvice.of(asked)
          .leaving(history.run(), copying, Transfer.of(asked))
          .forEach(environment.out()::println);
    }
    environment.out().flush();
    return history.transfers().stream()
            .flatMap(each -> each.result().stream())
            .allMatch(TransferResult::succeeded)
        ? ExitStatus.SUCCEEDED
        : ExitStatus.PARTLY_SUCCEEDED;
  }

  private ExitStatus tell(
      RunReport report, JsonEvents events, Interruption interruption, CommandAdvice words) {
    ExitStatus status = ExitStatus.of(report, interruption.signal());
    if (output.format() == OutputOptions.Format.JSON) {
      ObjectNode result = events.result(report, environment.clock().instant());
      environment.out().println(result.put("exitCode", status.code()));
    } else {
      List<String> lines = TextSummary.lines(report, words);
      lines.forEach(environment.out()::println);
    }
    environment.out().flush();
    return status;
  }

  /** Only the result and its events go to stdout as JSON. */
  private void say(String line) {
    if (output.format() == OutputOptions.Format.JSON) {
      Errors.print(environment, line);
    } else {
      environment.out().println(line);
      environment.out().flush();
    }
  }

  private ExitStatus giveUp(Interruption interruption, String advice) {
    Errors.print(environment, "not clean after " + stopMax.toSeconds() + " s; " + advice);
    return interruption.signal().map(StopSignal::status).orElse(ExitStatus.FAILED);
  }
}
