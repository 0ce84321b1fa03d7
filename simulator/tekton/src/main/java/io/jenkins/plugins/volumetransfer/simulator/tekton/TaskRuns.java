package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs TaskRuns, as Tekton's controller does, one pod for each attempt.
 *
 * @param applied Tasks and StepActions by their names
 * @param uids a new uid each time
 */
public record TaskRuns(
    KubernetesClient client, StepEnvironment site, Documents applied, Supplier<String> uids) {
  /**
   * Starts it; a name is made for one that has only {@code generateName}.
   *
   * @param namespace where it is applied, unless it says so itself
   * @throws NotRunnable if Tekton would refuse it, or something in it is not simulated; then
   *     nothing was made
   */
  public RunningTaskRun start(ObjectNode taskRun, String namespace) {
    String uid = uids.get();
    ObjectNode named = named(taskRun, uid);
    Documents here = applied.orIn(namespace);
    try {
      TaskRun run = TaskRun.of(named, namespace, uid, Optional.of(here));
      TaskRunPod first = TaskRunPod.of(new Attempt(run, 0), here, site);
      RunningTaskRun running =
          new RunningTaskRun(
              client,
              run,
              attempt -> attempt.retry() == 0 ? first : TaskRunPod.of(attempt, here, site));
      running.begin();
      return running;
    } catch (NotResolved e) {
      TaskRun run = TaskRun.of(named, namespace, uid, Optional.empty());
      return RunningTaskRun.unresolved(client, run, e.getMessage());
    }
  }

  AffinityAssistants assistants() {
    return new AffinityAssistants(client, site);
  }

  static ObjectNode named(ObjectNode object, String uid) {
    ObjectNode named = object.deepCopy();
    ObjectNode metadata = named.withObject("/metadata");
    if (!metadata.has("name")) {
      metadata.put("name", metadata.path("generateName").asText() + uid.substring(0, 5));
    }
    return named;
  }
}
