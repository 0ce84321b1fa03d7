package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.sample.SampleScript;
import io.jenkins.plugins.volumetransfer.simulator.sample.TreeListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What is in the claims of a local cluster, and what else is there. */
record Data(LocalCluster cluster) implements AutoCloseable {

  /**
   * A cluster with the namespaces and claims that our examples speak of; those of app-3 have data.
   */
  static Data of(Path directory) throws Exception {
    LocalCluster cluster = LocalCluster.start(directory);
    Data data = new Data(cluster);
    for (String namespace : List.of("app-3", "app-4")) {
      cluster.createNamespace(namespace);
      cluster.createClaim(namespace, "postgresql");
    }
    cluster.createClaim("app-3", "redis");
    cluster.createClaim("app-4", "redis-data");
    data.fill("app-3", "postgresql", 200, 2);
    data.fill("app-3", "redis", 50, 1);
    return data;
  }

  private void fill(String namespace, String claim, int files, int mebibytes) throws Exception {
    SampleScript.SAMPLE_TREE.run(
        directory(namespace, claim), String.valueOf(files), String.valueOf(mebibytes));
  }

  /** One more file, of zeroes. */
  void addFile(String namespace, String claim, int mebibytes) throws IOException {
    Path file = cluster.claimDirectory(namespace, claim).resolve("large");
    Files.write(file, new byte[mebibytes << 20]);
  }

  private String directory(String namespace, String claim) {
    return cluster.claimDirectory(namespace, claim).toString();
  }

  TreeListing listing(String namespace, String claim) throws Exception {
    return TreeListing.parse(SampleScript.TREE_LISTING.run(directory(namespace, claim)));
  }

  /** Both trees are equal in all that a copy keeps. */
  void assertCopied(String from, Data destination, String to) throws Exception {
    TreeListing source = listing("app-3", from);
    assertThat(source.entries()).hasSizeGreaterThan(50);
    assertThat(source.differences(destination.listing("app-4", to))).isEmpty();
  }

  /** Nothing with our label is there, once what is going has gone. */
  void assertNothingLeft() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(leftovers()).as("left behind").isEmpty());
  }

  /** Whatever carries our label. */
  List<String> leftovers() {
    return cluster.objects().everything().entrySet().stream()
        .filter(
            each ->
                each.getValue()
                    .path("metadata")
                    .path("labels")
                    .path(Labels.MANAGED_BY)
                    .asText()
                    .equals(Labels.MANAGED_BY_US))
        .map(each -> each.getKey().resource() + " " + each.getKey().name())
        .toList();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
