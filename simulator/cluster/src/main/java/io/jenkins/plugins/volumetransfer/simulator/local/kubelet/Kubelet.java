package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ApiServer;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.Json;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.NodeAgent;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectAdmission;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.StoreEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs the pods of all namespaces. It listens to the store itself, so that it misses nothing, and
 * does all its work on one thread.
 */
public final class Kubelet implements NodeAgent, AutoCloseable {

  /** What a pod may be waiting for. */
  private static final Set<String> AWAITED =
      Set.of("secrets", "configmaps", "persistentvolumeclaims", "nodes");

  private final Map<String, PodWorker> workersByUid = new LinkedHashMap<>();
  private final Loop loop;
  private final ExecutorService workers;
  private final NodeServices services;
  private final List<ObjectAdmission> admissions;

  /** Makes what runs containers, of what it shares with the kubelet. */
  private interface Runtimes {
    ContainerRuntime make(Claims claims, Images images, ExecutorService workers);
  }

  private Kubelet(
      Directories directories, ApiServer api, Addresses addresses, Loop loop, Runtimes runtimes) {
    this.loop = loop;
    this.workers = workers();
    Claims claims = new Claims(api.store(), directories.claims());
    Images images = new Images();
    this.services =
        new NodeServices(
            directories,
            api.store(),
            api.deletion(),
            claims,
            images,
            runtimes.make(claims, images, workers),
            new Node(api.store(), addresses.ofNode()),
            new Warnings(api.store()),
            loop,
            workers);
    this.admissions = List.of(new PodAdmission(), new PodNetwork(api.store(), addresses), claims);
    api.store().listen(event -> loop.execute(() -> handle(event)));
  }

  /**
   * A kubelet that runs containers as processes.
   *
   * @param cluster names this cluster among all of the machine
   * @param base where everything is kept
   */
  public static Kubelet ofProcesses(String cluster, Path base, ApiServer api, Addresses addresses) {
    Directories directories = Directories.of(base, cluster);
    return new Kubelet(
        directories, api, addresses, new Loop(), processes(cluster, directories, api));
  }

  private static Runtimes processes(String cluster, Directories directories, ApiServer api) {
    return (claims, images, workers) ->
        new ProcessRuntime(cluster, directories, api.store(), claims, images, workers);
  }

  /**
   * A kubelet with a runtime of somebody else's.
   *
   * @param base where everything is kept
   * @param loop the kubelet's thread and time from now on; ends with it
   */
  public static Kubelet of(
      ContainerRuntime runtime, Loop loop, Path base, ApiServer api, Addresses addresses) {
    Directories directories = new Directories(base, base.resolve("memory"));
    return new Kubelet(directories, api, addresses, loop, (claims, images, workers) -> runtime);
  }

  /**
   * A kubelet that runs some pods with a runtime of somebody else's and all others as processes.
   *
   * @param cluster names this cluster among all of the machine
   * @param runs which pods that runtime runs
   * @param loop as of {@link #of}
   */
  public static Kubelet ofBoth(
      String cluster,
      ContainerRuntime runtime,
      Predicate<Pod> runs,
      Loop loop,
      Path base,
      ApiServer api,
      Addresses addresses) {
    Directories directories = Directories.of(base, cluster);
    Runtimes processes = processes(cluster, directories, api);
    return new Kubelet(
        directories,
        api,
        addresses,
        loop,
        (claims, images, workers) ->
            new RuntimeByPod(runs, runtime, processes.make(claims, images, workers)));
  }

  private static ExecutorService workers() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "kubelet worker");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** To be applied to each object that is created. */
  public List<ObjectAdmission> admissions() {
    return admissions;
  }

  public Claims claims() {
    return services.claims();
  }

  public Images images() {
    return services.images();
  }

  public Node node() {
    return services.node();
  }

  /** The pods that are there now. */
  public List<LocalPod> pods() {
    return loop.call(
        () -> workersByUid.values().stream().map(worker -> new LocalPod(worker, loop)).toList());
  }

  /** Where the logs of a pod's containers are kept, also after the pod is gone. */
  public Path logs() {
    return services.directories().logs();
  }

  private void handle(StoreEvent event) {
    if (event.path().isCore("pods")) {
      handlePod(event);
    } else if (AWAITED.contains(event.path().resource())) {
      List.copyOf(workersByUid.values()).forEach(PodWorker::retry);
    }
  }

  private void handlePod(StoreEvent event) {
    JsonNode object = event.isRemoval() ? event.before() : event.after();
    String uid = object.at("/metadata/uid").asText();
    if (event.isRemoval()) {
      Optional.ofNullable(workersByUid.remove(uid)).ifPresent(PodWorker::remove);
      return;
    }
    if (event.isCreation()) {
      Pod pod = Json.as(object, Pod.class);
      PodWorker worker = new PodWorker(pod, services);
      workersByUid.put(uid, worker);
      worker.sync();
    }
    JsonNode grace = object.at("/metadata/deletionGracePeriodSeconds");
    boolean marked = object.path("metadata").has("deletionTimestamp");
    boolean news = !grace.equals(event.before().at("/metadata/deletionGracePeriodSeconds"));
    if (marked && news && workersByUid.containsKey(uid)) {
      workersByUid.get(uid).delete(grace.asLong());
    }
  }

  @Override
  public CompletionStage<Lookup<ContainerOutput>> log(
      ResourcePath pod, String container, Attempt attempt) {
    return submit(() -> new ContainerLookup(workersByUid.values(), pod, container).log(attempt));
  }

  @Override
  public CompletionStage<Lookup<Process>> exec(
      ResourcePath pod, String container, List<String> command) {
    return submit(() -> new ContainerLookup(workersByUid.values(), pod, container).exec(command));
  }

  private <T> CompletionStage<T> submit(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, loop);
  }

  /** Ends every run of every container, at once and for certain. */
  public void killEverything() {
    services.runtime().close();
  }

  @Override
  public void close() {
    // The loop first, so that no container is started any more.
    List<PodWorker> left = new ArrayList<>(loop.call(() -> List.copyOf(workersByUid.values())));
    loop.close();
    left.forEach(PodWorker::remove);
    killEverything();
    workers.shutdownNow();
  }
}
