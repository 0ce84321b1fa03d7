package io.jenkins.plugins.volumetransfer.simulator.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.AccessRules;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ApiServer;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.Json;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestCounts;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFaults;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.SeenCredentials;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.WatchCache;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Addresses;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Claims;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.ContainerRuntime;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Images;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Kubelet;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A Kubernetes cluster of one node on this machine, without root and without a container engine: an
 * embedded API server on a loopback address, and a kubelet that runs the containers of pods as
 * processes.
 *
 * <p>What is real: the API as far as fabric8, kubectl and this project use it; processes, their
 * signals and exit codes, their logs, their network connections. What is not: images (a container
 * sees the programs of this machine), isolation (users, capabilities, limits, read-only mounts),
 * and the file system, for which paths are translated. Linux only; needs bash, grep, and setsid.
 *
 * <p>Nothing it starts outlives {@link #close}, nor this JVM, even if that is killed.
 */
public final class LocalCluster implements AutoCloseable {

  private final Path directory;
  private final Addresses addresses;
  private final ApiServer api;
  private final Kubelet kubelet;
  private final URI url;
  private final Path kubeconfig;
  private final Thread shutdownHook;

  private LocalCluster(
      Path directory, Addresses addresses, BiFunction<Path, ApiServer, Kubelet> kubelet)
      throws IOException {
    this.directory = Files.createDirectories(directory).toRealPath();
    this.addresses = addresses;
    this.api = new ApiServer();
    this.kubelet = kubelet.apply(this.directory, api);
    this.url = api.listen(this.kubelet, this.kubelet.admissions());
    this.kubeconfig = LocalKubeconfig.write(this.directory.resolve("kubeconfig"), url);
    this.shutdownHook = new Thread(this.kubelet::killEverything, "local cluster shutdown");
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    createNamespace("default");
    // By its uid clusters are told apart.
    createNamespace("kube-system");
    createStorageClass();
  }

  /**
   * Starts a cluster that keeps everything, logs and the data of claims included, in {@code
   * directory}, which is made if it is missing and stays when the cluster is closed.
   */
  public static LocalCluster start(Path directory) {
    Addresses addresses = Addresses.reserve();
    String cluster = UUID.randomUUID().toString();
    return start(
        directory, addresses, (base, api) -> Kubelet.ofProcesses(cluster, base, api, addresses));
  }

  /**
   * The same with another runtime of containers, and with addresses that lead nowhere.
   *
   * @param loop the thread and the time of the node; ends with the cluster
   */
  public static LocalCluster start(Path directory, ContainerRuntime runtime, Loop loop) {
    Addresses addresses = Addresses.imagined();
    return start(
        directory, addresses, (base, api) -> Kubelet.of(runtime, loop, base, api, addresses));
  }

  /**
   * The same where that runtime runs only some pods: all others are processes, whose grace periods
   * and deadlines pass in the loop's time too.
   *
   * @param runs which pods it runs
   */
  public static LocalCluster start(
      Path directory, ContainerRuntime runtime, Predicate<Pod> runs, Loop loop) {
    Addresses addresses = Addresses.imagined();
    String cluster = UUID.randomUUID().toString();
    return start(
        directory,
        addresses,
        (base, api) -> Kubelet.ofBoth(cluster, runtime, runs, loop, base, api, addresses));
  }

  private static LocalCluster start(
      Path directory, Addresses addresses, BiFunction<Path, ApiServer, Kubelet> kubelet) {
    try {
      return new LocalCluster(directory, addresses, kubelet);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a local cluster in " + directory, e);
    }
  }

  /** A kubeconfig file for it, without any secret. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** Where its API is, for instance {@code http://127.0.0.1:34567}. */
  public URI apiServer() {
    return url;
  }

  /** Creates a namespace. */
  public void createNamespace(String name) {
    api.create(ResourcePath.core("", "namespaces", ""), object("Namespace", name));
  }

  private void createStorageClass() {
    api.create(
        new ResourcePath("storage.k8s.io", "v1", "", "storageclasses", "", ""),
        object("StorageClass", Claims.STORAGE_CLASS)
            .put("apiVersion", "storage.k8s.io/v1")
            .put("provisioner", "local"));
  }

  /** Creates a claim of 1 GiB that is bound at once, and returns the directory of its data. */
  public Path createClaim(String namespace, String name) {
    return createClaim(namespace, name, "1Gi");
  }

  /**
   * The same with another size.
   *
   * @param size as Kubernetes writes it, for instance {@code 500Mi}; nothing enforces it
   */
  public Path createClaim(String namespace, String name, String size) {
    ObjectNode claim = object("PersistentVolumeClaim", name);
    claim.withArray("/spec/accessModes").add("ReadWriteOnce");
    claim.withObject("/spec/resources/requests").put("storage", size);
    api.create(ResourcePath.core(namespace, "persistentvolumeclaims", ""), claim);
    return claimDirectory(namespace, name);
  }

  /** The same with an existing directory for its data. */
  public Path createClaim(String namespace, String name, Path data) {
    kubelet.claims().provide(namespace, name, data);
    return createClaim(namespace, name);
  }

  /**
   * The directory of a claim's data.
   *
   * @throws IllegalArgumentException when there is no such claim, or it is not bound
   */
  public Path claimDirectory(String namespace, String name) {
    return kubelet
        .claims()
        .directory(namespace, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no bound claim %s in namespace %s".formatted(name, namespace)));
  }

  /** All that is in it, without going through its API. */
  public ObjectStore objects() {
    return api.store();
  }

  /** Its pods and their processes. */
  public LocalPods pods() {
    return new LocalPods(kubelet);
  }

  /** All that the latest run of a container has said; pods that are gone are found too. */
  public String log(String namespace, String pod, String container) {
    return new LogArchive(kubelet.logs()).latest(namespace, pod, container);
  }

  /** Which images there are. */
  public Images images() {
    return kubelet.images();
  }

  /** Its one node. */
  public Node node() {
    return kubelet.node();
  }

  /** What the API refuses for lack of permission. */
  public AccessRules access() {
    return api.access();
  }

  /** What goes wrong with requests. */
  public RequestFaults faults() {
    return api.faults();
  }

  /** How often the API was asked. */
  public RequestCounts requests() {
    return api.counts();
  }

  /** As whom the API was asked. */
  public SeenCredentials credentials() {
    return api.credentials();
  }

  /** The open watches, which can be interrupted. */
  public WatchCache watches() {
    return api.watches();
  }

  private static ObjectNode object(String kind, String name) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", kind);
    object.putObject("metadata").put("name", name);
    return object;
  }

  /** Ends every process of every pod, then the API server. */
  @Override
  public void close() {
    kubelet.close();
    api.close();
    addresses.close();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is going down already: the hook does no harm any more.
    }
  }
}
