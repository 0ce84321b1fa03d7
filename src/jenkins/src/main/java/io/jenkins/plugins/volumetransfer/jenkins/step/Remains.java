package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** What a run has left in its clusters whose engine is gone. */
record Remains(RunId run, TransferSpec spec, Clusters clusters) {

  /** Deletes it; says what it deleted. */
  void remove(PrintStream log) throws InterruptedException {
    remove(spec.source(), pair -> pair.from().namespace(), log);
    remove(spec.destination(), pair -> pair.to().namespace(), log);
  }

  private void remove(ClusterRef ref, Function<VolumePair, String> namespace, PrintStream log)
      throws InterruptedException {
    List<String> namespaces = spec.volumes().stream().map(namespace).distinct().toList();
    try (Cluster cluster = clusters.open(ref)) {
      Cleanup.Outcome outcome = new Cleanup(cluster).remove(namespaces, new Cleanup.OfRun(run));
      outcome.deleted().forEach(each -> log.println("deleted " + each));
      outcome.left().forEach(each -> log.println("still there: " + each));
      outcome.failures().forEach(log::println);
    }
  }
}
