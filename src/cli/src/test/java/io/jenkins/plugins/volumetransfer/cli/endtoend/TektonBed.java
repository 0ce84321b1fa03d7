package io.jenkins.plugins.volumetransfer.cli.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.RunningTaskRun;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Site;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRuns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** TaskRuns of a test bed, whose steps run the command line that this build has packaged. */
record TektonBed(TestBed bed, Documents applied) {
  private static final Path LAUNCHER = Path.of("target/volume-transfer/bin/volume-transfer");
  private static final boolean LOCAL = System.getProperty("testbed", "local").equals("local");

  /** A process of this machine has no service account; a pod of a cluster has. */
  private Site site() {
    return LOCAL
        ? new Site(
            image -> image,
            TektonBed::entrypoint,
            Map.of("KUBECONFIG", bed.kubeconfig().toString()))
        : new Site(
            image -> entrypoint(image).isEmpty() ? image : System.getProperty("cli.image"),
            TektonBed::entrypoint,
            Map.of());
  }

  private static List<String> entrypoint(String image) {
    if (!image.contains("volume-transfer/cli")) {
      return List.of();
    }
    return List.of(LOCAL ? LAUNCHER.toAbsolutePath().toString() : "volume-transfer");
  }

  /** Starts the TaskRun of these documents. */
  RunningTaskRun start(ObjectNode taskRun, String namespace) {
    return new TaskRuns(bed.client(), site(), applied, () -> UUID.randomUUID().toString())
        .start(taskRun, namespace);
  }

  /** The first one of that name in the documents, with other params. */
  ObjectNode taskRun(Map<String, ?> params) {
    ObjectNode taskRun = applied.ofKind("TaskRun").get(0).deepCopy();
    var list = taskRun.withObject("/spec").putArray("params");
    params.forEach((name, value) -> list.addObject().put("name", name).putPOJO("value", value));
    return taskRun;
  }
}
