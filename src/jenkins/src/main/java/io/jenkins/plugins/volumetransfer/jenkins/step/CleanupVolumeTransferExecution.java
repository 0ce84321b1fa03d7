package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.CredentialAccess;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Deletes; after a restart of Jenkins, what was not deleted before it. */
final class CleanupVolumeTransferExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  /** Some left, although asked to go. */
  private static final String LEFT_BEHIND = "LEFT_BEHIND";

  private final String fields;
  // An abort may come before Pipeline resumes the step.
  private transient boolean told;

  /**
   * @param fields of the step, as JSON
   */
  CleanupVolumeTransferExecution(StepContext context, String fields) {
    super(context);
    this.fields = fields;
  }

  @Override
  public boolean start() {
    go();
    return false;
  }

  @Override
  public void onResume() {
    go();
  }

  private synchronized void go() {
    if (!told) {
      TransferController.get().work().execute(() -> cleanUp(TransferController.get()));
    }
  }

  @Override
  public void stop(Throwable cause) {
    if (isFirstToTell()) {
      getContext().onFailure(cause);
    }
  }

  @Override
  public String getStatus() {
    return "deletes what volume transfers have left";
  }

  private void cleanUp(TransferController controller) {
    controller.enter();
    try {
      LinkedHashMap<String, Object> result = cleanedUp(controller);
      if (mayTell(controller)) {
        getContext().onSuccess(result);
      }
    } catch (TransferFailedException e) {
      fail(controller, e);
    } catch (ClusterException e) {
      fail(
          controller,
          new TransferFailedException(e.failure().reason().name(), e.failure().message()));
    } catch (IOException | InterruptedException | RuntimeException e) {
      fail(
          controller,
          new TransferFailedException(
              Reason.INTERNAL.name(), "a defect of volume-transfer itself (" + e + ")"));
    } finally {
      controller.leave();
    }
  }

  private LinkedHashMap<String, Object> cleanedUp(TransferController controller)
      throws IOException, InterruptedException {
    ObjectNode asked = (ObjectNode) SpecReader.tree(fields);
    PrintStream log = getContext().get(TaskListener.class).getLogger();
    ClusterRef ref =
        controller
            .connections()
            .show(CredentialAccess.read("", asked).orElseThrow(), getContext().get(Run.class));
    List<String> namespaces =
        StreamSupport.stream(asked.path("namespaces").spliterator(), false)
            .map(each -> each.asText())
            .toList();
    Cleanup.Selection selection =
        asked.hasNonNull("run")
            ? new Cleanup.OfRun(new RunId(asked.get("run").asText()))
            : new Cleanup.Expired(controller.clock().instant());
    try (Cluster cluster = controller.connections().open(ref)) {
      cluster
          .strangers(namespaces)
          .forEach(
              stranger ->
                  log.println(
                      "left alone: "
                          + stranger
                          + " has the labels of a run, but not the name that a run gives"));
      if (asked.path("dryRun").asBoolean()) {
        List<ObjectRef> would = new Cleanup(cluster).selection(namespaces, selection);
        would.forEach(each -> log.println("would delete " + each));
        return result(List.of(), would);
      }
      Cleanup.Outcome outcome = new Cleanup(cluster).remove(namespaces, selection);
      outcome.deleted().forEach(each -> log.println("deleted " + each));
      outcome.failures().forEach(log::println);
      if (!outcome.left().isEmpty()) {
        outcome.left().forEach(each -> log.println("still there: " + each));
        throw new TransferFailedException(
            LEFT_BEHIND,
            outcome.left().size()
                + " objects could not be deleted, see the log; run the step again when that is"
                + " mended");
      }
      return result(outcome.deleted(), List.of());
    }
  }

  private static LinkedHashMap<String, Object> result(
      List<ObjectRef> deleted, List<ObjectRef> left) {
    LinkedHashMap<String, Object> result = new LinkedHashMap<>();
    result.put("deleted", new ArrayList<>(deleted.stream().map(ObjectRef::toString).toList()));
    result.put("left", new ArrayList<>(left.stream().map(ObjectRef::toString).toList()));
    return result;
  }

  private void fail(TransferController controller, TransferFailedException why) {
    if (mayTell(controller)) {
      getContext().onFailure(why);
    }
  }

  private boolean mayTell(TransferController controller) {
    return !controller.isDown() && isFirstToTell();
  }

  private synchronized boolean isFirstToTell() {
    boolean first = !told;
    told = true;
    return first;
  }
}
