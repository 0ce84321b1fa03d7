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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is in the claims of a local cluster, and what else is there. */
record Data(LocalCluster cluster, Path directory) implements AutoCloseable {

  /**
   * A cluster with the namespaces and claims that our examples speak of; those of app-3 have data.
   */
  static Data of(Path directory) throws Exception {
    LocalCluster cluster = LocalCluster.start(directory);
    Data data = new Data(cluster, directory);
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

  /** One more claim in both namespaces; in that of app-3 a file of zeroes. */
  void addClaim(String name, int mebibytes) throws IOException {
    Path source = cluster.createClaim("app-3", name);
    Files.write(source.resolve("large"), new byte[mebibytes << 20]);
    cluster.createClaim("app-4", name);
  }

  /** Nothing of a former copy counts. */
  void emptyDestinations() throws IOException {
    for (String claim : List.of("postgresql", "redis-data")) {
      empty(cluster.claimDirectory("app-4", claim));
    }
  }

  private static void empty(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(root)) {
          Files.delete(file);
        }
      }
    }
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

  /** With all that was in it: JUnit warns of each link that leads out of its directories. */
  @Override
  public void close() throws IOException {
    cluster.close();
    empty(directory);
  }
}
