package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A cluster behind fabric8's client. Owns the client. */
public final class KubernetesCluster extends ReadCluster {
  private final PodWatch.PerNamespace podWatches;
  private final ObjectCreation creation;
  private final DeletionByUid deletion;

  /**
   * @param atFirst until the server has answered once; then that of the client
   */
  KubernetesCluster(KubernetesClient client, RequestTimeouts atFirst) {
    this(client, new PodWatch.PerNamespace(client), new ApiRequests(client, atFirst));
  }

  private KubernetesCluster(
      KubernetesClient client, PodWatch.PerNamespace podWatches, ApiRequests requests) {
    super(client, requests);
    this.podWatches = podWatches;
    this.creation = new ObjectCreation(client, requests);
    this.deletion = new DeletionByUid(client);
  }

  @Override
  public Cluster telling(Consumer<String> waits) {
    return new KubernetesCluster(client, podWatches, requests.telling(waits));
  }

  @Override
  public Created create(HasMetadata object) {
    return creation.create(object);
  }

  @Override
  public List<String> rehearse(HasMetadata object) {
    return creation.rehearse(object);
  }

  @Override
  public Optional<HasMetadata> found(ObjectRef.Kind kind, HasMetadata object) {
    return creation.found(kind, object);
  }

  @Override
  public boolean delete(ObjectRef object, String uid) {
    return requests.ask("delete " + object, () -> deletion.delete(object, uid));
  }

  @Override
  public void deleteNamed(ObjectRef object) {
    requests.ask("delete " + object, () -> deletion.deleteNamed(object));
  }

  @Override
  public void forget(ObjectRef pod, String uid) {
    requests.ask("delete " + pod, () -> deletion.deleteAtOnce(pod, uid));
  }

  @Override
  public boolean exists(ObjectRef object) {
    return requests.ask("delete " + object, () -> deletion.finds(object));
  }

  /** By a list, as the Roles that transfers need have no right to get pods. */
  @Override
  public Optional<PodTime> timeOf(OwnPod pod) {
    return requests.ask(
        "list pods in " + pod.namespace(),
        () ->
            client
                .pods()
                .inNamespace(pod.namespace())
                .withField("metadata.name", pod.name())
                .list()
                .getItems()
                .stream()
                .filter(each -> pod.uid().equals(each.getMetadata().getUid()))
                .findFirst()
                .flatMap(PodTime::of));
  }

  @Override
  public Subscription watchPods(String namespace, RunId run, PodListener listener) {
    return requests.ask(
        "watch pods in " + namespace, () -> podWatches.subscribe(namespace, run, listener));
  }

  @Override
  public Subscription followLog(
      String namespace, String pod, String container, LogPosition known, LogListener listener) {
    return new LogStream(
        client, namespace, pod, container, LogStream.Extent.after(known), listener);
  }

  @Override
  public Subscription readLog(
      String namespace, String pod, String container, int linesMax, LogListener listener) {
    return new LogStream(
        client, namespace, pod, container, LogStream.Extent.last(linesMax), listener);
  }

  /** Not by the client's own {@code getLog}, which reads the pod first and needs a right for it. */
  @Override
  public List<String> logTail(ObjectRef pod, String container, int lines) {
    return requests.ask(
        "read the log of " + pod,
        () ->
            Optional.ofNullable(
                    client.raw(
                        "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=%s"
                            .formatted(pod.namespace(), pod.name(), container, lines)))
                .orElse("")
                .lines()
                .toList());
  }

  @Override
  public Subscription watchService(ObjectRef service, Consumer<Service> listener) {
    return requests.ask("watch " + service, () -> new ServiceWatch(client, service, listener));
  }

  @Override
  public List<OwnedObject> owned(List<String> namespaces) {
    return requests.ask("list what runs have made", () -> new OwnedObjects(client).in(namespaces));
  }

  @Override
  public List<OwnedObject> podsWhenMade(Pod pod) {
    return requests.ask(
        "list pods in " + pod.getMetadata().getNamespace(),
        () -> OwnedObjects.pods(new Contemporaries(client, podWatches).of(pod)).toList());
  }

  @Override
  public List<ObjectRef> strangers(List<String> namespaces) {
    return requests.ask(
        "list what runs have made", () -> new OwnedObjects(client).strangers(namespaces));
  }

  @Override
  public void close() {
    podWatches.close();
    client.close();
  }
}
