package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.volumetransfer.cli.tekton.DocumentedCommands;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.PipelineRuns;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningPipelineRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningTaskRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.StepEnvironment;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The Tasks of this repository on a test bed: locally their steps run the command line that this
 * build has packaged; on Kubernetes they are pods with the image {@code -Dcli.image}.
 */
record TektonBed(TestBed bed) {
  private static final Path CATALOG = Path.of("../../tekton-tasks");
  static final Path TASKS = CATALOG.resolve("task");
  static final Path STEP_ACTION = CATALOG.resolve("stepaction/volume-transfer/0.1");
  static final Path TRANSFER = TASKS.resolve("volume-transfer/0.1");
  static final Path CLEANUP = TASKS.resolve("volume-transfer-cleanup/0.1");
  static final boolean LOCAL = System.getProperty("testbed", "local").equals("local");

  /** What the product promises: from SIGTERM until nothing is left. */
  static final Duration CLEAN_MAX = Duration.ofSeconds(20);

  /** By the beginnings of images that Tasks name: the property with one that the nodes have. */
  private static final Map<String, String> IMAGES =
      Map.of(
          "registry.example.org/volume-transfer/cli:", "cli.image",
          "localhost/volume-transfer/cli:", "cli.image",
          "registry.example.org/volume-transfer/transfer:", "transfer.image",
          "localhost/volume-transfer/transfer:", "transfer.image",
          "ghcr.io/tektoncd/pipeline/nop:", "transfer.image",
          "registry.k8s.io/kubectl:", "kubectl.image");

  /** What there is after the commands of docs/tekton.md, and what stands in these files. */
  static Documents documentedWith(Path... files) {
    return DocumentedCommands.of(DocumentedCommands.ROOT.resolve("docs/tekton.md"))
        .applied()
        .and(Documents.read(files));
  }

  /** Both Tasks, applied where the run is, and what stands in these files. */
  static Documents with(Path... files) {
    return Documents.read(
            TRANSFER.resolve("volume-transfer.yaml"),
            CLEANUP.resolve("volume-transfer-cleanup.yaml"))
        .and(Documents.read(files));
  }

  /** A process of this machine has no service account and no image; a pod of a cluster has both. */
  private StepEnvironment site() {
    if (LOCAL) {
      String programs =
          String.join(
              ":",
              Path.of("target/volume-transfer/bin").toAbsolutePath().toString(),
              Path.of("src/test/stand-ins").toAbsolutePath().toString(),
              System.getenv("PATH"));
      return new StepEnvironment(
          image -> image,
          image -> List.of(),
          Map.of("PATH", programs, "KUBECONFIG", bed.kubeconfig().toString()));
    }
    return new StepEnvironment(TektonBed::image, image -> List.of(), Map.of());
  }

  private static String image(String named) {
    return IMAGES.entrySet().stream()
        .filter(each -> named.startsWith(each.getKey()))
        .map(each -> System.getProperty(each.getValue(), named))
        .findFirst()
        .orElse(named);
  }

  /** A cluster needs the command line in an image of its own. */
  static boolean hasCli() {
    return has("cli.image");
  }

  /** And the sample Pipeline one with kubectl. */
  static boolean hasKubectl() {
    return has("kubectl.image");
  }

  private static boolean has(String property) {
    boolean there = LOCAL || System.getProperty(property) != null;
    if (!there) {
      System.out.println("skipped: a TaskRun on a cluster needs -D" + property);
    }
    return there;
  }

  private TaskRuns taskRuns(Documents applied) {
    return new TaskRuns(bed.client(), site(), applied, () -> UUID.randomUUID().toString());
  }

  RunningTaskRun start(ObjectNode taskRun, Documents applied) {
    return taskRuns(applied).start(taskRun, taskRun.at("/metadata/namespace").asText());
  }

  RunningPipelineRun startPipeline(ObjectNode pipelineRun, Documents applied) {
    return new PipelineRuns(taskRuns(applied), applied, () -> UUID.randomUUID().toString())
        .start(pipelineRun, pipelineRun.at("/metadata/namespace").asText());
  }

  /** As kubectl apply, for objects of any kind. */
  void apply(Documents objects) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    for (ObjectNode object : objects.all()) {
      bed.client()
          .resource(serialization.convertValue(object, GenericKubernetesResource.class))
          .createOr(resource -> resource.update());
    }
  }

  /** Makes the service account that samples name, with just the rights that a copy needs. */
  void allow(String source, String destination) throws Exception {
    if (LOCAL) {
      return;
    }
    VolumeTransferCommand.Outcome rights =
        VolumeTransferCommand.run(
            bed.kubeconfig(),
            List.of(
                "plan",
                "--rbac",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--service-account=" + destination + "/volume-transfer"));
    apply(Documents.parse(rights.output()));
  }

  /** What a Task takes where nobody gives it. */
  static void setDefault(Documents documents, String param, String value) {
    documents
        .named("Task", "volume-transfer")
        .withObject("/spec")
        .withArray("/params")
        .forEach(
            each -> {
              if (each.path("name").asText().equals(param)) {
                ((ObjectNode) each).put("default", value);
              }
            });
  }

  /** As if nobody had given it to any task of a Pipeline. */
  private static void dropParam(Documents documents, String name) {
    for (ObjectNode pipeline : documents.ofKind("Pipeline")) {
      for (JsonNode task : pipeline.at("/spec/tasks")) {
        Iterator<JsonNode> params = task.path("params").elements();
        while (params.hasNext()) {
          if (params.next().path("name").asText().equals(name)) {
            params.remove();
          }
        }
      }
    }
  }

  /** Where claims are read and written by pods that use them all the time. */
  void allowInUse(Documents documents) {
    if (!LOCAL) {
      setDefault(documents, "allow-in-use", "true");
      setDefault(documents, "image", bed.image());
      // Pods of the test bed use the claims until its end.
      dropParam(documents, "wait-unused");
    }
  }

  /** The TaskRun of a file, with what this test bed needs beside it. */
  ObjectNode taskRun(Documents documents) {
    ObjectNode taskRun = documents.ofKind("TaskRun").get(0).deepCopy();
    if (!LOCAL) {
      // Its claims are read and written by pods that use them all the time.
      put(taskRun, "allow-in-use", "true");
      put(taskRun, "image", bed.image());
    }
    return taskRun;
  }

  /** Another value of a param. */
  static void put(ObjectNode taskRun, String name, String value) {
    ArrayNode params = taskRun.withObject("/spec").withArray("/params");
    for (int index = params.size() - 1; index >= 0; index--) {
      if (params.get(index).path("name").asText().equals(name)) {
        params.remove(index);
      }
    }
    params.addObject().put("name", name).put("value", value);
  }

  static void putAll(ObjectNode taskRun, String name, String... values) {
    put(taskRun, name, "");
    ArrayNode params = (ArrayNode) taskRun.at("/spec/params");
    ArrayNode list = ((ObjectNode) params.get(params.size() - 1)).putArray("value");
    List.of(values).forEach(list::add);
  }

  /** Waits until some of the data has arrived, of a source with one large file, {@code big}. */
  void awaitCopying(String namespace, String claim) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                new String(bed.onClaim(namespace, claim, "find \"$1\" -name '.big.*' -size +512k"))
                    .contains("big"));
  }

  /** How long it takes until nothing of any run is left. */
  Duration untilClean(Instant since, String... namespaces) {
    await()
        .atMost(CLEAN_MAX.multipliedBy(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> bed.leftovers(namespaces).isEmpty());
    return Duration.between(since, Instant.now());
  }
}
