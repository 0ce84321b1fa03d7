package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.NamedVolumes;
import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.driver.TransferEngine;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A transfer of a build, as long as this Jenkins lives. What it does follows each other on {@code
 * inOrder}: nothing on the thread of the Pipeline or of the engine.
 */
final class TransferInProgress {
  private static final Logger LOG = Logger.getLogger(TransferInProgress.class.getName());

  /** From an abort until the step ends, whatever the clusters do. */
  private static final int STOP_SECONDS_MAX = 30;

  private final TransferVolumesExecution saved;
  private final TransferController controller;
  private final Executor inOrder;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile String status = "begins";
  private volatile Optional<Throwable> stopCause = Optional.empty();
  private Optional<RunHandle> handle = Optional.empty();

  /** How the engine begins. */
  @FunctionalInterface
  private interface Beginning {
    RunHandle begin(TransferEngine engine, TransferSpec spec, Consumer<Announcement> listener);
  }

  TransferInProgress(TransferVolumesExecution saved, TransferController controller) {
    this.saved = saved;
    this.controller = controller;
    this.inOrder = controller.inOrder();
  }

  String status() {
    return "run " + saved.run() + ": " + status;
  }

  void begin() {
    inOrder.execute(
        () -> carryOut((engine, spec, listener) -> engine.start(spec, saved.run(), listener)));
  }

  /** After a restart of Jenkins; also where the run never came to a cluster. */
  void resume() {
    inOrder.execute(
        () ->
            carryOut(
                (engine, spec, listener) ->
                    engine.resume(spec, saved.run(), listener, saved.ended().keySet())));
  }

  /** Ends the run and deletes what it made; the step fails with the cause. */
  void stop(Throwable cause) {
    stopCause = Optional.of(cause);
    inOrder.execute(this::stopNow);
    CompletableFuture.delayedExecutor(STOP_SECONDS_MAX, TimeUnit.SECONDS, controller.work())
        .execute(this::giveUp);
  }

  private void carryOut(Beginning beginning) {
    TransferEngine engine = controller.enter();
    boolean entered = false;
    try {
      TransferSpec spec = spec();
      List<Transfer> transfers = Transfer.of(spec);
      if (saved.ended().keySet().containsAll(transfers.stream().map(Transfer::name).toList())) {
        end(transfers);
        return;
      }
      Run<?, ?> build = saved.getContext().get(Run.class);
      BuildView view = new BuildView(build, log(), saved.run(), transfers, controller.clock());
      RunHandle begun =
          beginning.begin(
              engine,
              spec,
              announcement -> {
                Instant at = controller.clock().instant();
                inOrder.execute(() -> take(view, announcement, at));
              });
      handle = Optional.of(begun);
      entered = true;
      begun.result().thenAcceptAsync(result -> ended(view, transfers, result), inOrder);
      if (stopCause.isPresent()) {
        stopNow();
      }
    } catch (ClusterException e) {
      fail(e.failure());
    } catch (SpecException e) {
      fail(new Failure(Reason.INTERNAL, e.getMessage()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOG.log(Level.WARNING, "a volume transfer can't begin", e);
      fail(new Failure(Reason.INTERNAL, "a defect of volume-transfer itself (" + e + ")"));
    } finally {
      if (!entered) {
        controller.leave();
      }
    }
  }

  /** What the build asked for, with clusters that can be reached and volumes that have names. */
  private TransferSpec spec() throws IOException, InterruptedException {
    PipelineSpec asked = PipelineSpec.of(saved.spec());
    Run<?, ?> build = saved.getContext().get(Run.class);
    TransferSpec spec =
        asked
            .spec()
            .withClusters(
                controller.connections().show(asked.source(), build),
                controller.connections().show(asked.destination(), build));
    return NamedVolumes.in(spec, controller.connections());
  }

  private void take(BuildView view, Announcement announcement, Instant at) {
    view.take(announcement, at);
  }

  private void ended(BuildView view, List<Transfer> transfers, RunResult result) {
    RunReport report = RunReport.of(result);
    report.transfers().forEach(each -> saved.ended(each.name(), PlainResult.of(each)));
    view.ended(result);
    controller.leave();
    if (over.compareAndSet(false, true)) {
      end(transfers);
    }
  }

  private void end(List<Transfer> transfers) {
    List<LinkedHashMap<String, Object>> all =
        transfers.stream().map(each -> saved.ended().get(each.name())).toList();
    saved
        .getContext()
        .onSuccess(
            PlainResult.of(
                saved.run().value(),
                Instant.ofEpochMilli(saved.startedMillis()),
                controller.clock().instant(),
                all));
  }

  private void fail(Failure failure) {
    if (over.compareAndSet(false, true)) {
      saved
          .getContext()
          .onFailure(new TransferFailedException(failure.reason().name(), failure.message()));
    }
  }

  private void stopNow() {
    handle.ifPresent(run -> run.stop(new Failure(Reason.ABORTED, "stopped by Jenkins")));
  }

  private void giveUp() {
    if (over.compareAndSet(false, true)) {
      stopCause.ifPresent(saved.getContext()::onFailure);
    }
  }

  private PrintStream log() throws IOException, InterruptedException {
    return saved.getContext().get(TaskListener.class).getLogger();
  }
}
