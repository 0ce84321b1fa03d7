package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.driver.Cleanup;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;

/** What a run has left in its clusters whose engine is gone. */
record LostRun(TransferSpec spec, Clusters clusters) {

  /**
   * Looks whether the clusters answer.
   *
   * @throws ClusterException if one does not
   */
  void look() {
    look(spec.source(), pair -> pair.from().namespace());
    look(spec.destination(), pair -> pair.to().namespace());
  }

  private void look(ClusterRef ref, Function<VolumePair, String> namespace) {
    try (Cluster cluster = clusters.open(ref)) {
      cluster.owned(namespaces(namespace));
    }
  }

  private List<String> namespaces(Function<VolumePair, String> namespace) {
    return spec.volumes().stream().map(namespace).distinct().toList();
  }

  /**
   * Deletes what is selected; says what it deleted.
   *
   * @throws InterruptedException while it waits for pods to go, at most a minute
   */
  void remove(Cleanup.Selection selection, PrintStream log) throws InterruptedException {
    remove(selection, spec.source(), pair -> pair.from().namespace(), log);
    remove(selection, spec.destination(), pair -> pair.to().namespace(), log);
  }

  private void remove(
      Cleanup.Selection selection,
      ClusterRef ref,
      Function<VolumePair, String> namespace,
      PrintStream log)
      throws InterruptedException {
    try (Cluster cluster = clusters.open(ref)) {
      Cleanup.Outcome outcome = new Cleanup(cluster).remove(namespaces(namespace), selection);
      outcome.deleted().forEach(each -> log.println("deleted " + each));
      outcome.left().forEach(each -> log.println("still there: " + each));
      outcome.failures().forEach(log::println);
    }
  }
}
