package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * What is saved of a transfer: its run's id, its spec and how its transfers ended so far. All else
 * is found again in the clusters, by the run's label.
 */
final class TransferVolumesExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final long startedMillis;
  private volatile String spec;
  // Replaced and never changed, as it is saved while others work.
  private volatile LinkedHashMap<String, LinkedHashMap<String, Object>> ended =
      new LinkedHashMap<>();
  private transient volatile TransferInProgress inProgress;

  TransferVolumesExecution(StepContext context, PipelineSpec spec) {
    super(context);
    this.run = RunId.random(new SecureRandom()).value();
    this.startedMillis = TransferController.get().clock().millis();
    this.spec = spec.text();
  }

  @Override
  public boolean start() {
    inProgress = new TransferInProgress(this, TransferController.get());
    inProgress.begin();
    return false;
  }

  @Override
  public void onResume() {
    inProgress = new TransferInProgress(this, TransferController.get());
    inProgress.resume();
  }

  @Override
  public void stop(Throwable cause) {
    inProgress.stop(cause);
  }

  @Override
  public String getStatus() {
    TransferInProgress live = inProgress;
    return live == null ? "run " + run + ": waits for Jenkins to go on" : live.status();
  }

  RunId run() {
    return new RunId(run);
  }

  long startedMillis() {
    return startedMillis;
  }

  String spec() {
    return spec;
  }

  /** The claims of {@code all} have been looked up; a later start is to copy the same. */
  void name(String named) {
    spec = named;
  }

  /** Those that have ended, by name. */
  Map<String, LinkedHashMap<String, Object>> ended() {
    return ended;
  }

  void ended(String transfer, LinkedHashMap<String, Object> result) {
    LinkedHashMap<String, LinkedHashMap<String, Object>> all = new LinkedHashMap<>(ended);
    all.put(transfer, result);
    ended = all;
  }
}
