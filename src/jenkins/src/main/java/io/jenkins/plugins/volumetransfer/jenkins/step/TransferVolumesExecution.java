package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.report.TransferReport;
import io.jenkins.plugins.volumetransfer.report.history.SavedHistory;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * What is saved of a transfer: its run's id, its spec, how its transfers ended so far, and what
 * there is to show of them. All else is found again in the clusters, by the run's label.
 */
final class TransferVolumesExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  private final String run;
  private final long startedMillis;
  private volatile String spec;
  // Replaced and never changed, as it is saved while others work.
  private volatile LinkedHashMap<String, LinkedHashMap<String, Object>> ended =
      new LinkedHashMap<>();
  private volatile boolean stopped;
  // Of SavedHistory; null where 0.1.0 was before it.
  private volatile String history;
  private transient volatile TransferInProgress inProgress;
  // Given to the node once, which keeps it.
  private final transient String label;

  TransferVolumesExecution(StepContext context, PipelineSpec spec) {
    super(context);
    this.run = RunId.random(new SecureRandom()).value();
    this.startedMillis = TransferController.get().clock().millis();
    this.spec = spec.text();
    this.label = CopyLabel.of(spec);
  }

  @Override
  public boolean start() throws IOException, InterruptedException {
    getContext().get(FlowNode.class).addAction(new LabelAction(label));
    go(TransferInProgress.Beginning.NEW);
    return false;
  }

  @Override
  public void onResume() {
    goOn();
  }

  /** Once; an abort may come before Pipeline resumes the step. */
  private synchronized void goOn() {
    if (inProgress == null) {
      go(TransferInProgress.Beginning.RESUMED);
    }
  }

  private void go(TransferInProgress.Beginning beginning) {
    inProgress = new TransferInProgress(this, TransferController.get(), beginning);
    inProgress.begin();
  }

  @Override
  public void stop(Throwable cause) {
    goOn();
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

  Instant started() {
    return Instant.ofEpochMilli(startedMillis);
  }

  String spec() {
    return spec;
  }

  /** The claims of {@code all} have been looked up; what starts later is to copy the same. */
  void name(PipelineSpec named) {
    spec = named.text();
    save();
  }

  /** The build was aborted: a later Jenkins is to delete, not to copy. */
  void stop() {
    stopped = true;
    save();
  }

  boolean stopped() {
    return stopped;
  }

  /** What happened so far, as {@link SavedHistory} has it; empty: nothing, or nobody told. */
  Optional<String> history() {
    return Optional.ofNullable(history);
  }

  /** What a later Jenkins is to show of this one's part. */
  void remember(String text) {
    history = text;
    save();
  }

  /** How transfers ended, by name. */
  Map<String, LinkedHashMap<String, Object>> ended() {
    return ended;
  }

  /**
   * @param result of {@link PlainResult#of(TransferReport)}
   */
  void ended(LinkedHashMap<String, Object> result) {
    LinkedHashMap<String, LinkedHashMap<String, Object>> all = new LinkedHashMap<>(ended);
    if (!result.equals(all.put((String) result.get("name"), result))) {
      ended = all;
      save();
    }
  }

  /** What the Pipeline gets if all succeeded. */
  LinkedHashMap<String, Object> result(Instant now) {
    return PlainResult.of(run, started(), now, endedInOrder());
  }

  /** Why the step fails, if a transfer failed. */
  Optional<TransferFailedException> failure() {
    return PlainResult.failure(endedInOrder());
  }

  private List<LinkedHashMap<String, Object>> endedInOrder() {
    return Transfer.of(PipelineSpec.of(spec).spec()).stream()
        .map(transfer -> ended.get(transfer.name()))
        .toList();
  }

  /** Soon; before the first save of the Pipeline itself there is nothing to go on with. */
  private void save() {
    getContext().saveState();
  }
}
