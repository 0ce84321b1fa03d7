package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the Pipeline is told at the end of a transfer: once, whoever is the first to know; never
 * while Jenkins goes down, as the run may go on after it.
 */
final class StepEnd {
  private final TransferVolumesExecution saved;
  private final TransferController controller;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Optional<Throwable> stopCause = Optional.empty();

  StepEnd(TransferVolumesExecution saved, TransferController controller) {
    this.saved = saved;
    this.controller = controller;
  }

  /** It was aborted: whatever comes, the step fails with this. */
  void stopping(Throwable cause) {
    stopCause = Optional.of(cause);
  }

  boolean isStopping() {
    return stopCause.isPresent();
  }

  boolean isTold() {
    return told.get();
  }

  /** All has ended, well or not. */
  void result() {
    if (isFirst()) {
      saved
          .failure()
          .ifPresentOrElse(
              saved.getContext()::onFailure,
              () -> saved.getContext().onSuccess(saved.result(controller.clock().instant())));
    }
  }

  /** Stopped, by this Jenkins or the one before. */
  void stopped() {
    if (isFirst()) {
      saved
          .getContext()
          .onFailure(
              stopCause.orElseGet(
                  () ->
                      new TransferFailedException(
                          Reason.ABORTED.name(), "stopped just before Jenkins was started anew")));
    }
  }

  /** There is no result. */
  void failed(String reason, String message) {
    if (isStopping()) {
      stopped();
    } else if (isFirst()) {
      saved.getContext().onFailure(new TransferFailedException(reason, message));
    }
  }

  private boolean isFirst() {
    return !controller.isDown() && told.compareAndSet(false, true);
  }
}
