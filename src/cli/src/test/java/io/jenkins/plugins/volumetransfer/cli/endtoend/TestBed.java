package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.simulator.sample.SampleScript;
import io.jenkins.plugins.volumetransfer.simulator.sample.TreeListing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the end-to-end tests run: the same tests on the local cluster and, with {@code
 * -Dtestbed=kubernetes}, on the one that {@code KUBECONFIG} names.
 */
interface TestBed extends AutoCloseable {
  Duration GARBAGE_COLLECTION = Duration.ofSeconds(60);

  static TestBed open() throws Exception {
    return isReal() ? new KubernetesTestBed() : new LocalTestBed();
  }

  static boolean isReal() {
    return System.getProperty("testbed", "local").equals("kubernetes");
  }

  /**
   * Whether a test with the tag {@code search} plays all of its cases, as each real cluster does.
   */
  static boolean playsAll() {
    return isReal() || !System.getProperty("scenarios", "").isEmpty();
  }

  KubernetesClient client();

  Path kubeconfig();

  /** An image with what {@code images/transfer} has. */
  String image();

  /** Makes a claim that is ready to be used. */
  void createClaim(String namespace, String claim) throws Exception;

  /** Runs a bash script that finds the claim's directory in {@code $1}; returns its output. */
  byte[] onClaim(String namespace, String claim, String script, String... arguments)
      throws Exception;

  /** The same on a claim that was not made here, which no pod uses before or after. */
  byte[] onForeignClaim(String namespace, String claim, String script) throws Exception;

  /** Sends SIGKILL to a process in a container, by the name of its command. */
  void kill(String namespace, String pod, String container, String command) throws Exception;

  /** The command lines of all processes in a container. */
  String commandLines(String namespace, String pod, String container) throws Exception;

  /** Somebody with certain rights. */
  interface User {
    Path kubeconfig();

    /** Takes a right away, in all namespaces of this user. */
    void forbid(Permission permission);

    void allow(Permission permission);
  }

  /**
   * A user with just these Roles.
   *
   * @param roles YAML documents, one Role for each of the namespaces
   */
  User userWith(String roles, String... namespaces) throws Exception;

  /** Skips the test, with a line that says so, where the cluster is too old for the topology. */
  default void assumeRuns(String topology) {
    if (topology.equals("SIDECAR") && !hasSidecars()) {
      String why = "skipped: topology SIDECAR needs Kubernetes 1.29, this cluster is older";
      System.out.println(why);
      Assumptions.abort(why);
    }
  }

  /** Whether native sidecars are there: from Kubernetes 1.29 on. */
  default boolean hasSidecars() {
    String minor = client().getKubernetesVersion().getMinor();
    return Integer.parseInt(minor.replaceFirst("\\D.*", "")) >= 29;
  }

  @Override
  void close() throws Exception;

  /** A new namespace; its name begins with the prefix. */
  default String createNamespace(String prefix) {
    return createNamespaceNamed(
        prefix + "-" + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 28), 36));
  }

  /** A new namespace of just that name; fails where there is one already. */
  default String createNamespaceNamed(String name) {
    client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  default void fill(String namespace, String claim, int smallFiles, int bigMib) throws Exception {
    onClaim(
        namespace,
        claim,
        SampleScript.SAMPLE_TREE.text(),
        Integer.toString(smallFiles),
        Integer.toString(bigMib));
  }

  default TreeListing listing(String namespace, String claim) throws Exception {
    return TreeListing.parse(onClaim(namespace, claim, SampleScript.TREE_LISTING.text()));
  }

  /**
   * Everything in the namespaces that carries our label. What goes with its ConfigMap alone is
   * given the time that Kubernetes' garbage collector takes.
   */
  default List<String> leftovers(String... namespaces) {
    return await()
        .atMost(GARBAGE_COLLECTION)
        .until(
            () -> labelled(namespaces),
            found ->
                found.isEmpty()
                    || !found.stream().allMatch(each -> each.startsWith("NetworkPolicy ")));
  }

  private List<String> labelled(String... namespaces) {
    List<String> found = new ArrayList<>();
    for (String namespace : namespaces) {
      List<HasMetadata> all = new ArrayList<>();
      var pods = client().pods().inNamespace(namespace);
      all.addAll(pods.withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US).list().getItems());
      var secrets = client().secrets().inNamespace(namespace);
      all.addAll(secrets.withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US).list().getItems());
      var maps = client().configMaps().inNamespace(namespace);
      all.addAll(maps.withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US).list().getItems());
      var services = client().services().inNamespace(namespace);
      all.addAll(services.withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US).list().getItems());
      var policies = client().network().v1().networkPolicies().inNamespace(namespace);
      all.addAll(policies.withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US).list().getItems());
      all.forEach(each -> found.add(each.getKind() + " " + each.getMetadata().getName()));
    }
    return found;
  }
}
