package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.TextSummary;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A transfer of a build, as long as this Jenkins lives. Its steps follow each other on {@code
 * inOrder}; none of them is done on the thread of the Pipeline or of the engine.
 */
final class TransferInProgress {
  private static final Logger LOG = Logger.getLogger(TransferInProgress.class.getName());

  private static final Failure ABORTED = new Failure(Reason.ABORTED, "stopped by Jenkins");

  /** From an abort until the step ends, whatever the clusters do. */
  private static final int STOP_SECONDS_MAX = 30;

  /** After a restart, until a cluster answers. */
  private static final int TRY_AGAIN_SECONDS = 10;

  private final TransferVolumesExecution saved;
  private final TransferController controller;
  private final Clock clock;
  private final Beginning beginning;
  private final Executor inOrder;

  private final StepEnd end;
  private final SavedPage chronicle;
  private volatile String status = "begins";
  private Optional<RunHandle> handle = Optional.empty();

  /** Whether there may be something of the run already. */
  enum Beginning {
    NEW,
    RESUMED
  }

  TransferInProgress(
      TransferVolumesExecution saved, TransferController controller, Beginning beginning) {
    this.saved = saved;
    this.controller = controller;
    this.beginning = beginning;
    this.inOrder = controller.inOrder();
    this.end = new StepEnd(saved, controller);
    this.clock = controller.clock();
    this.chronicle = new SavedPage(saved, clock, inOrder);
  }

  /** What it waits for, in a line. */
  String status() {
    return "run " + saved.run() + ": " + status;
  }

  /** At once with the run's id, whatever the clusters take to answer. */
  void begin() {
    if (beginning == Beginning.NEW) {
      say("run " + saved.run() + ": begins, " + CopyLabel.of(PipelineSpec.of(saved.spec())));
    }
    inOrder.execute(
        () -> {
          if (beginning == Beginning.RESUMED) {
            say("run " + saved.run() + ": goes on after a restart of Jenkins");
          }
          carryOut();
        });
  }

  /** Ends the run and deletes what it made; then the step fails with the cause. */
  void stop(Throwable cause) {
    end.stopping(cause);
    if (!end.isTold()) {
      // At once: this Jenkins may not live until `inOrder` comes to it.
      saved.stop();
    }
    inOrder.execute(this::stopNow);
    CompletableFuture.delayedExecutor(STOP_SECONDS_MAX, TimeUnit.SECONDS, controller.work())
        .execute(this::giveUp);
  }

  private void carryOut() {
    TransferEngine engine = controller.enter();
    boolean begun = false;
    try {
      begun = begin(engine);
    } catch (ClusterException e) {
      if (mayComeBack(e.failure())) {
        tryLater(e.failure());
      } else {
        showFailed(e.failure());
        if (beginning == Beginning.RESUMED) {
          say("what run " + saved.run() + " has made may still be there; " + howToClean());
        }
        end.failed(e.failure().reason().name(), e.failure().message());
      }
    } catch (SpecException e) {
      end.failed(TransferFailedException.INVALID_SPEC, e.getMessage());
    } catch (IOException | InterruptedException | RuntimeException e) {
      Level level = controller.isDown() ? Level.FINE : Level.WARNING;
      LOG.log(level, "the volume transfer " + saved.run() + " can't begin", e);
      end.failed(Reason.INTERNAL.name(), "a defect of volume-transfer itself (" + e + ")");
    } finally {
      if (!begun) {
        controller.leave();
      }
    }
  }

  /** What took Jenkins down may have taken the cluster with it; the pods go on meanwhile. */
  private boolean mayComeBack(Failure why) {
    Instant deadline =
        saved.started().plus(PipelineSpec.of(saved.spec()).spec().timeouts().transfer());
    return beginning == Beginning.RESUMED
        && why.reason() == Reason.API_UNREACHABLE
        && !end.isStopping()
        && controller.clock().instant().isBefore(deadline);
  }

  private void tryLater(Failure why) {
    String waits = "waits for the cluster to answer (" + why.message() + ")";
    if (!status.startsWith("waits")) {
      say(waits);
    }
    status = waits;
    CompletableFuture.delayedExecutor(TRY_AGAIN_SECONDS, TimeUnit.SECONDS, inOrder)
        .execute(this::carryOut);
  }

  /** A later Jenkins could not go on: its credential is gone, or the cluster does not answer. */
  private void showFailed(Failure why) {
    TransferSpec spec = PipelineSpec.of(saved.spec()).spec();
    try {
      if (spec.all().isEmpty()) {
        showEnd(spec, why);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.log(
          Level.WARNING, "the end of the volume transfer " + saved.run() + " can't be shown", e);
    }
  }

  /**
   * @return whether there will be a result of the engine
   */
  private boolean begin(TransferEngine engine) throws IOException, InterruptedException {
    Run<?, ?> build = saved.getContext().get(Run.class);
    TransferSpec spec = named(PipelineSpec.of(saved.spec()), build);
    if (saved.stopped() || end.isStopping()) {
      removeRemains(spec, new Cleanup.OfRun(saved.run()));
      showEnd(spec, ABORTED);
      end.stopped();
      return false;
    }
    if (beginning == Beginning.RESUMED) {
      new LostRun(spec, controller.connections()).look();
    }
    if (!saved.ended().isEmpty()) {
      removeRemains(spec, new Cleanup.OfTransfers(saved.run(), saved.ended().keySet()));
    }
    if (left(spec).isEmpty()) {
      showEnd(spec, ABORTED);
      end.result();
      return false;
    }
    BuildView view = view(spec);
    WholeRun whole = new WholeRun(view.history());
    Consumer<Announcement> listener =
        announcement -> {
          Instant at = clock.instant();
          inOrder.execute(() -> take(view, whole, announcement, at));
        };
    Requester requester = new Requester(BuildOwner.of(build), advice());
    RunHandle run =
        beginning == Beginning.NEW
            ? engine.start(spec, saved.run(), requester, listener)
            : engine.resume(spec, saved.run(), requester, listener, saved.ended().keySet());
    handle = Optional.of(run);
    run.result().thenAcceptAsync(result -> ended(spec, view, whole, result), inOrder);
    return true;
  }

  /** What the build asked for, with clusters that can be reached and volumes that have names. */
  private TransferSpec named(PipelineSpec asked, Run<?, ?> build) {
    TransferSpec spec =
        asked
            .spec()
            .withClusters(
                controller.connections().show(asked.source(), build),
                controller.connections().show(asked.destination(), build));
    TransferSpec named = NamedVolumes.in(spec, controller.connections());
    if (!named.equals(spec)) {
      saved.name(asked.naming(named.volumes()));
    }
    return named;
  }

  private BuildView view(TransferSpec spec) throws IOException, InterruptedException {
    return new BuildView(
        saved.getContext().get(Run.class),
        log(),
        chronicle.open(Transfer.of(spec)),
        left(spec),
        clock);
  }

  /**
   * Of a run that is over, and that a former Jenkins has begun to show.
   *
   * @param why those failed that have not ended
   */
  private void showEnd(TransferSpec spec, Failure why) throws IOException, InterruptedException {
    if (beginning == Beginning.RESUMED) {
      BuildView view = view(spec);
      RunResult result = WholeRun.failed(view.history(), why, clock.instant());
      view.ended(result);
      TextSummary.lines(view.report(result), advice()).forEach(view::print);
    }
  }

  private List<Transfer> left(TransferSpec spec) {
    return Transfer.of(spec).stream()
        .filter(transfer -> !saved.ended().containsKey(transfer.name()))
        .toList();
  }

  private void take(BuildView view, WholeRun whole, Announcement told, Instant at) {
    Announcement announcement = whole.whole(view.history(), told);
    view.hear(announcement, at);
    WholeRun.settled(announcement, view.history(), at)
        .ifPresent(
            result -> {
              // First of all: without it, the transfer would be made again after a restart.
              saved.ended(PlainResult.of(TransferReport.of(result)));
              chronicle.settled(result);
            });
    chronicle.take(announcement, view.history());
    view.show(announcement);
    status = view.status();
  }

  private void ended(TransferSpec spec, BuildView view, WholeRun whole, RunResult told) {
    try {
      RunResult result = whole.whole(view.history(), told);
      RunReport report = view.report(result);
      TextSummary.lines(report, advice()).forEach(view::print);
      if (end.isStopping() && report.leftBehind().isEmpty()) {
        say("stopped: all that run " + saved.run() + " had made is deleted");
      }
      // Not those that a former Jenkins saw end: what it saved of them is more than what is shown.
      told.transfers().stream()
          .map(each -> each.transfer().name())
          .flatMap(name -> report.transfers().stream().filter(each -> each.name().equals(name)))
          .forEach(each -> saved.ended(PlainResult.of(each)));
      if (end.isStopping() && beginning == Beginning.RESUMED) {
        // Stopped before the engine had found them, they are still there.
        removeRemains(spec, new Cleanup.OfRun(saved.run()));
      }
      view.ended(result);
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.log(Level.WARNING, "the end of the volume transfer " + saved.run() + " can't be told", e);
    } finally {
      controller.leave();
      if (end.isStopping()) {
        end.stopped();
      } else {
        end.result();
      }
    }
  }

  private void removeRemains(TransferSpec spec, Cleanup.Selection selection)
      throws IOException, InterruptedException {
    if (beginning == Beginning.RESUMED) {
      new LostRun(spec, controller.connections()).remove(selection, log());
    }
  }

  private void stopNow() {
    if (end.isTold()) {
      return;
    }
    handle.ifPresent(
        run -> {
          say("stopping: deleting what run " + saved.run() + " has made");
          run.stop(ABORTED);
        });
  }

  private void giveUp() {
    if (!end.isTold()) {
      say("not clean after " + STOP_SECONDS_MAX + " s; " + howToClean());
      end.stopped();
    }
  }

  private String howToClean() {
    PipelineSpec asked = PipelineSpec.of(saved.spec());
    List<String> steps = asked.advice().removal(saved.run(), asked::namespaces);
    return "what is left goes by `" + String.join("` and `", steps) + "`";
  }

  private Advice advice() {
    return PipelineSpec.of(saved.spec()).advice();
  }

  private void say(String line) {
    try {
      Duration since = Duration.between(saved.started(), clock.instant());
      log().println(Durations.text(since) + " " + line);
    } catch (IOException | InterruptedException e) {
      LOG.log(Level.FINE, "no log for: " + line, e);
    }
  }

  private PrintStream log() throws IOException, InterruptedException {
    return saved.getContext().get(TaskListener.class).getLogger();
  }
}
