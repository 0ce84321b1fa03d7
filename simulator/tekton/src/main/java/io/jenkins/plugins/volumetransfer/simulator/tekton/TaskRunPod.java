package io.jenkins.plugins.volumetransfer.simulator.tekton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The pod of one attempt of a TaskRun, as pkg/pod/pod.go builds it: a container for each step, with
 * the entry point around its command. The difference: the entry point is a script of ours, out of a
 * ConfigMap, so the image needs bash.
 *
 * @param files what the containers of the pod find in {@code /tekton/bin} and {@code
 *     /tekton/scripts}
 */
record TaskRunPod(Pod pod, ConfigMap files) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String FILES_SUFFIX = "-files";
  private static final int EXECUTABLE = 0755;

  /** Behind the controller's own timeout (deadlineFactor of pkg/pod/pod.go). */
  private static final double DEADLINE_FACTOR = 1.5;

  private static final List<String> OF_TEMPLATE =
      List.of(
          "nodeSelector",
          "tolerations",
          "affinity",
          "securityContext",
          "imagePullSecrets",
          "hostAliases",
          "automountServiceAccountToken",
          "priorityClassName",
          "schedulerName");

  /**
   * @param applied where StepActions are found
   * @throws NotRunnable if a param or a workspace is missing, or an image's command is not known
   */
  static TaskRunPod of(Attempt attempt, Documents applied, StepEnvironment site) {
    TaskRun run = attempt.taskRun();
    String where = "TaskRun " + run.name();
    Variables params = Params.of(where, run.ofTask("params"), run.list("params"));
    Workspaces workspaces = Workspaces.of(where, run.ofTask("workspaces"), run.list("workspaces"));
    if (!run.affinityAssistant().isEmpty() && workspaces.claims().size() > 1) {
      // workspace.ValidateOnlyOnePVCIsUsed: an assistant keeps one claim on its node.
      throw new NotRunnable(
          where, "TaskRun mounts more than one PersistentVolumeClaim - that is forbidden");
    }
    Variables variables =
        params.and(workspaces.variables()).and(Contexts.of(attempt)).and(Contexts.results(run));
    List<ObjectNode> steps = new ArrayList<>();
    for (ObjectNode step : TaskSteps.of(where, run.task(), run.namespace(), applied, params)) {
      int index = steps.size();
      Variables all = variables.and(Contexts.step(StepNames.of(step, index), step));
      steps.add((ObjectNode) all.in(step));
    }
    Map<String, String> files = new LinkedHashMap<>();
    files.put(Entrypoint.FILE, Entrypoint.script());
    ArrayNode containers = JSON.arrayNode();
    for (int index = 0; index < steps.size(); index++) {
      StepContainer container = new StepContainer(run, steps, index, workspaces, site);
      container.script().ifPresent(file -> files.put(file.name(), file.text()));
      containers.add(container.container());
    }
    ArrayNode volumes = JSON.arrayNode().addAll(workspaces.volumes());
    run.ofTask("volumes").forEach(volume -> volumes.add(variables.in(volume)));
    return new TaskRunPod(pod(attempt, containers, volumes), configMap(attempt, files));
  }

  private static Pod pod(Attempt attempt, ArrayNode containers, ArrayNode volumes) {
    TaskRun run = attempt.taskRun();
    ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata")
        .put("name", attempt.podName())
        .put("namespace", run.namespace())
        .set("labels", JSON.objectNode().put("tekton.dev/taskRun", run.name()));
    ObjectNode spec = pod.putObject("spec").put("restartPolicy", "Never");
    JsonNode template = run.spec().path("podTemplate");
    OF_TEMPLATE.forEach(
        field -> {
          if (template.has(field)) {
            spec.set(field, template.get(field));
          }
        });
    AffinityAssistant.attract(spec, run.affinityAssistant());
    if (run.spec().has("serviceAccountName")) {
      spec.set("serviceAccountName", run.spec().get("serviceAccountName"));
    }
    spec.put("activeDeadlineSeconds", deadlineSeconds(run.timeout()));
    Entrypoint.DIRECTORIES.forEach(
        (name, path) -> volumes.addObject().put("name", name).putObject("emptyDir"));
    volumes
        .addObject()
        .put("name", Entrypoint.FILES)
        .putObject("configMap")
        .put("name", attempt.podName() + FILES_SUFFIX)
        .put("defaultMode", EXECUTABLE);
    spec.set("containers", containers);
    spec.set("volumes", volumes);
    return new KubernetesSerialization().convertValue(pod, Pod.class);
  }

  private static long deadlineSeconds(Duration timeout) {
    return timeout.equals(Duration.ZERO)
        ? Integer.MAX_VALUE
        : Math.max(1, (long) (timeout.toSeconds() * DEADLINE_FACTOR));
  }

  private static ConfigMap configMap(Attempt attempt, Map<String, String> files) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(attempt.podName() + FILES_SUFFIX)
        .withNamespace(attempt.taskRun().namespace())
        .endMetadata()
        .withData(files)
        .build();
  }

  /** Names of results, as the entry point takes them. */
  static String names(JsonNode results) {
    return StreamSupport.stream(results.spliterator(), false)
        .filter(result -> !result.has("value"))
        .map(result -> result.path("name").asText())
        .collect(Collectors.joining(","));
  }
}
