package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.ClusterIdentity;
import io.jenkins.plugins.volumetransfer.cluster.KubernetesVersion;
import io.jenkins.plugins.volumetransfer.cluster.ListedClaim;
import io.jenkins.plugins.volumetransfer.cluster.LogListener;
import io.jenkins.plugins.volumetransfer.cluster.LogPosition;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.cluster.PodTime;
import io.jenkins.plugins.volumetransfer.cluster.Tried;
import io.jenkins.plugins.volumetransfer.cluster.WorkloadClaims;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A cluster in memory whose pods do at once what they are told to. Each volume's name is that of
 * its transfer, as with one pod per claim.
 */
final class FakeCluster implements Cluster {
  private final FakePods pods = new FakePods();
  private final FakeClaims claims = new FakeClaims();
  private final Set<ObjectRef.Kind> undeletable = new HashSet<>();
  private final List<ObjectRef> strangers = new ArrayList<>();
  private final List<OwnedObject> owned = new ArrayList<>();
  private final List<HasMetadata> rehearsed = new CopyOnWriteArrayList<>();
  private List<String> remarks = List.of();
  private final List<Permission> missing = new ArrayList<>();
  private final Map<String, Map<String, String>> labels = new HashMap<>();
  private final List<HasMetadata> created = new CopyOnWriteArrayList<>();
  private final List<ObjectRef> deleted = new CopyOnWriteArrayList<>();
  private final Map<String, Failure> unadmitted = new ConcurrentHashMap<>();
  private Optional<PodTime> time = Optional.empty();
  private KubernetesVersion version = KubernetesVersion.OF_SIDECARS;
  private List<List<String>> lookedIn = new CopyOnWriteArrayList<>();
  private Optional<String> slowness = Optional.empty();
  private Consumer<String> waits = text -> {};

  FakeCluster endsWith(String transfer, int code) {
    pods.end(transfer, Optional.of(code));
    return this;
  }

  FakeCluster neverEnds(String transfer) {
    pods.end(transfer, Optional.empty());
    return this;
  }

  FakeCluster undeletable(ObjectRef.Kind kind) {
    undeletable.add(kind);
    return this;
  }

  FakeCluster owns(OwnedObject object) {
    owned.add(object);
    return this;
  }

  FakeCluster ofVersion(int major, int minor) {
    version = new KubernetesVersion(major, minor);
    return this;
  }

  /** Whoever asks for rights is told this meanwhile. */
  FakeCluster saysOfItsSlowness(String text) {
    slowness = Optional.of(text);
    return this;
  }

  @Override
  public Cluster telling(Consumer<String> listener) {
    waits = listener;
    return this;
  }

  FakeCluster hasClaims(String... names) {
    claims.matching(List.of(names));
    return this;
  }

  FakeCluster uses(String namespace, String claim, String pod) {
    return uses(
        namespace,
        new ClaimUse(claim, pod, Optional.of("node-1"), Optional.empty(), ClaimUse.Access.FILES));
  }

  FakeCluster uses(String namespace, ClaimUse use) {
    claims.use(namespace, use);
    return this;
  }

  /** After that many looks nothing uses any claim. */
  FakeCluster unusedAfter(int looks) {
    claims.unusedAfter(looks);
    return this;
  }

  /** It would admit no object of this kind; all others it would. */
  FakeCluster admitsNo(String kind, Failure why) {
    unadmitted.put(kind, why);
    return this;
  }

  /** What it was asked to admit. */
  List<HasMetadata> rehearsed() {
    return List.copyOf(rehearsed);
  }

  FakeCluster hasTime(PodTime podTime) {
    time = Optional.of(podTime);
    return this;
  }

  @Override
  public Optional<PodTime> timeOf(OwnPod pod) {
    return time;
  }

  FakeCluster labels(String namespace, String name, String value) {
    labels.put(namespace, Map.of(name, value));
    return this;
  }

  FakeCluster withoutClaim(String namespace, String name) {
    claims.remove(namespace, name);
    return this;
  }

  List<HasMetadata> created() {
    return created;
  }

  FakeCluster lacks(Permission permission) {
    missing.add(permission);
    return this;
  }

  List<ObjectRef> deleted() {
    return deleted;
  }

  List<List<String>> lookedIn() {
    return lookedIn;
  }

  FakeCluster remarksOnPods(String text) {
    remarks = List.of(text);
    return this;
  }

  @Override
  public synchronized Created create(HasMetadata object) {
    object.getMetadata().setUid("uid of " + object.getMetadata().getName());
    created.add(object);
    claims.made(object.getMetadata());
    if (object instanceof Pod pod) {
      pods.run(pod);
    }
    HasMetadata stored =
        object instanceof Service service
            ? new ServiceBuilder(service).editSpec().withClusterIP("10.0.0.1").endSpec().build()
            : object;
    return new Created(stored, Tried.ONCE);
  }

  @Override
  public Optional<HasMetadata> found(ObjectRef.Kind kind, HasMetadata object) {
    return Optional.empty();
  }

  @Override
  public void deleteNamed(ObjectRef object) {
    delete(object, "");
  }

  @Override
  public void forget(ObjectRef pod, String uid) {
    delete(pod, uid);
  }

  @Override
  public synchronized boolean exists(ObjectRef object) {
    return owned.stream().anyMatch(each -> each.ref().equals(object));
  }

  @Override
  public List<OwnedObject> podsWhenMade(Pod pod) {
    return List.of();
  }

  @Override
  public List<ObjectRef> strangers(List<String> namespaces) {
    return strangers;
  }

  /** Something with our labels that no run has made. */
  void stranger(ObjectRef ref) {
    strangers.add(ref);
  }

  @Override
  public synchronized boolean delete(ObjectRef object, String uid) {
    if (undeletable.contains(object.kind())) {
      throw new ClusterException(
          new Failure(Reason.PERMISSION_DENIED, "delete " + object + ": not allowed (403)"), null);
    }
    deleted.add(object);
    owned.stream()
        .filter(each -> each.ref().equals(object))
        .toList()
        .forEach(
            each -> {
              owned.remove(each);
              if (object.kind() == ObjectRef.Kind.POD) {
                pods.gone(each.transfer(), object);
              }
            });
    owned.removeIf(each -> each.isOwnedBy(object));
    created.stream()
        .filter(each -> isOwnedBy(each, object))
        .flatMap(each -> ObjectRef.of(object.side(), each).stream())
        .filter(each -> !deleted.contains(each))
        .forEach(deleted::add);
    pods.remove(object);
    return true;
  }

  private static boolean isOwnedBy(HasMetadata object, ObjectRef owner) {
    return object.getMetadata().getNamespace().equals(owner.namespace())
        && object.getMetadata().getOwnerReferences().stream()
            .anyMatch(
                each ->
                    each.getKind().equals(owner.kind().text())
                        && each.getName().equals(owner.name()));
  }

  @Override
  public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return claims.claim(namespace, name);
  }

  @Override
  public List<ListedClaim> claims(String namespace, String selector) {
    return claims.matching().stream()
        .map(name -> new ListedClaim(name, Optional.of("gp2")))
        .toList();
  }

  @Override
  public Optional<WorkloadClaims> claimsOf(String namespace, Workload workload) {
    return Optional.empty();
  }

  @Override
  public List<ClaimUse> claimUses(String namespace) {
    return claims.uses(namespace);
  }

  @Override
  public Optional<Map<String, String>> namespaceLabels(String namespace) {
    return Optional.of(labels.getOrDefault(namespace, Map.of()));
  }

  @Override
  public Optional<Boolean> terminates(String namespace) {
    return Optional.of(false);
  }

  @Override
  public List<String> rehearse(HasMetadata object) {
    rehearsed.add(object);
    Optional.ofNullable(unadmitted.get(object.getKind()))
        .ifPresent(
            why -> {
              throw new ClusterException(why, null);
            });
    return object instanceof Pod ? remarks : List.of();
  }

  @Override
  public Optional<Boolean> hasStorageClass(String name) {
    return Optional.of(!name.equals("gone"));
  }

  @Override
  public Subscription watchPods(String namespace, RunId run, PodListener listener) {
    return pods.watch(listener);
  }

  @Override
  public synchronized Subscription followLog(
      String namespace, String name, String container, LogPosition known, LogListener listener) {
    pods.copy(name, listener);
    return () -> {};
  }

  @Override
  public Subscription readLog(
      String namespace, String pod, String container, int linesMax, LogListener listener) {
    listener.line(Instant.EPOCH, container + " of " + pod + " <says>");
    listener.ended(Optional.empty());
    return () -> {};
  }

  @Override
  public List<String> logTail(ObjectRef pod, String container, int lines) {
    return List.of();
  }

  @Override
  public ClusterIdentity identity() {
    return new ClusterIdentity("https://memory", Optional.empty());
  }

  @Override
  public boolean serves(String group) {
    return false;
  }

  @Override
  public Subscription watchService(ObjectRef service, Consumer<Service> listener) {
    return () -> {};
  }

  @Override
  public KubernetesVersion version() {
    return version;
  }

  @Override
  public List<Permission> missing(String namespace, List<Permission> permissions) {
    slowness.ifPresent(waits);
    return permissions.stream().filter(missing::contains).toList();
  }

  @Override
  public synchronized List<OwnedObject> owned(List<String> namespaces) {
    lookedIn.add(List.copyOf(namespaces));
    return owned.stream()
        .filter(each -> namespaces.isEmpty() || namespaces.contains(each.ref().namespace()))
        .toList();
  }

  @Override
  public void close() {}
}
