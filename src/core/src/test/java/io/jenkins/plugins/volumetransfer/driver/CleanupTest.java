package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
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
import io.jenkins.plugins.volumetransfer.cluster.WorkloadClaims;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef.Kind;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CleanupTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Cleanup.Selection EXPIRED = new Cleanup.Expired(NOW);

  private final Memory cluster = new Memory();

  @Test
  @DisplayName("what expires now or later, or does not say when, has not expired")
  void expired() {
    assertThat(EXPIRED.covers(owned("r", Kind.POD, Optional.of(NOW.minusMillis(1))))).isTrue();
    assertThat(EXPIRED.covers(owned("r", Kind.POD, Optional.of(NOW)))).isFalse();
    assertThat(EXPIRED.covers(owned("r", Kind.POD, Optional.empty()))).isFalse();
  }

  @Test
  @DisplayName("a run that is named is covered whole, and no other")
  void named() {
    Cleanup.Selection selection = new Cleanup.OfRun(new RunId("r"));

    assertThat(selection.covers(owned("r", Kind.POD, Optional.empty()))).isTrue();
    assertThat(selection.covers(owned("s", Kind.POD, Optional.of(NOW.minusMillis(1))))).isFalse();
  }

  @Test
  @DisplayName("the rest waits until the pods are gone")
  void waits() throws InterruptedException {
    cluster.has(old(Kind.POD), old(Kind.SECRET), old(Kind.CONFIG_MAP));
    cluster.graceMs = 200;

    Cleanup.Outcome outcome = cleanup(Duration.ofSeconds(20)).remove(List.of("n"), EXPIRED);

    assertThat(cluster.log).containsExactly("delete Pod", "gone Pod", "delete ConfigMap");
    assertThat(outcome.deleted())
        .extracting(ObjectRef::kind)
        .containsExactly(Kind.POD, Kind.SECRET, Kind.CONFIG_MAP);
    assertThat(outcome.left()).isEmpty();
  }

  @Test
  @DisplayName("a pod that will not go holds the rest up for a bounded time, and is named")
  void stuck() throws InterruptedException {
    cluster.has(old(Kind.POD), old(Kind.CONFIG_MAP));
    cluster.graceMs = 60_000;

    Cleanup.Outcome outcome = cleanup(Duration.ofMillis(50)).remove(List.of("n"), EXPIRED);

    assertThat(outcome.deleted()).containsExactly(old(Kind.CONFIG_MAP).ref());
    assertThat(outcome.left()).containsExactly(old(Kind.POD).ref());
  }

  @Test
  @DisplayName("one object that can't be deleted does not keep the others, but what it owns")
  void refused() throws InterruptedException {
    cluster.has(old(Kind.POD), old(Kind.SERVICE), old(Kind.CONFIG_MAP));
    cluster.refused = EnumSet.of(Kind.CONFIG_MAP);

    Cleanup.Outcome outcome = cleanup(Duration.ofSeconds(20)).remove(List.of("n"), EXPIRED);

    assertThat(outcome.deleted()).containsExactly(old(Kind.POD).ref());
    assertThat(outcome.left()).containsExactly(old(Kind.SERVICE).ref(), old(Kind.CONFIG_MAP).ref());
    assertThat(outcome.failures())
        .extracting(Failure::reason)
        .containsExactly(Reason.PERMISSION_DENIED);
  }

  @Test
  @DisplayName("a Secret that merely has the name of a ConfigMap stays, and is not called deleted")
  void foreign() throws InterruptedException {
    cluster.has(old(Kind.SECRET), old(Kind.CONFIG_MAP));
    cluster.foreign = EnumSet.of(Kind.SECRET);

    Cleanup.Outcome outcome = cleanup(Duration.ofSeconds(1)).remove(List.of("n"), EXPIRED);

    assertThat(cluster.log).containsExactly("delete ConfigMap");
    assertThat(outcome.deleted()).containsExactly(old(Kind.CONFIG_MAP).ref());
    assertThat(outcome.left()).containsExactly(old(Kind.SECRET).ref());
  }

  @Test
  @DisplayName("what a ConfigMap could own, but is not there, is not called deleted")
  void neverMade() throws InterruptedException {
    cluster.has(old(Kind.SECRET), old(Kind.CONFIG_MAP));
    cluster.absent = EnumSet.of(Kind.SECRET);

    assertThat(cleanup(Duration.ofSeconds(1)).selection(List.of("n"), EXPIRED))
        .containsExactly(old(Kind.CONFIG_MAP).ref());
    assertThat(cleanup(Duration.ofSeconds(1)).remove(List.of("n"), EXPIRED).deleted())
        .containsExactly(old(Kind.CONFIG_MAP).ref());
  }

  @Test
  @DisplayName("what has been made anew under the same name since it was listed stays")
  void anotherOfTheName() throws InterruptedException {
    cluster.has(old(Kind.CONFIG_MAP));
    cluster.uidNow = Optional.of("another");

    Cleanup.Outcome outcome = cleanup(Duration.ofSeconds(1)).remove(List.of("n"), EXPIRED);

    assertThat(outcome.deleted()).isEmpty();
    assertThat(cluster.log).isEmpty();
  }

  @Test
  @DisplayName("all watches are closed in the end")
  void closed() throws InterruptedException {
    cluster.has(old(Kind.POD));

    cleanup(Duration.ofSeconds(20)).remove(List.of("n"), EXPIRED);

    assertThat(cluster.listeners).isEmpty();
  }

  private Cleanup cleanup(Duration podsGone) {
    return new Cleanup(cluster, podsGone, Duration.ofMillis(100));
  }

  private static OwnedObject old(Kind kind) {
    return owned("r", kind, Optional.of(NOW.minusSeconds(1)));
  }

  private static OwnedObject owned(String run, Kind kind, Optional<Instant> expires) {
    String name = "vt-" + run + "-x-source" + (kind == Kind.POD ? "-1" : "");
    return new OwnedObject(
        new ObjectRef(Side.SOURCE, kind, "n", name),
        Optional.of(uid(name)).filter(u -> kind == Kind.POD || kind == Kind.CONFIG_MAP),
        new RunId(run),
        "x",
        NOW,
        expires);
  }

  private static String uid(String name) {
    return "uid of " + name;
  }

  /** Holds objects; its pods take a while to go. */
  private static final class Memory implements Cluster {
    private final List<OwnedObject> objects = new CopyOnWriteArrayList<>();
    private final List<PodListener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Set<Kind> refused = Set.of();
    private Set<Kind> foreign = Set.of();
    private Set<Kind> absent = Set.of();
    private Optional<String> uidNow = Optional.empty();
    private long graceMs;

    void has(OwnedObject... all) {
      objects.addAll(List.of(all));
    }

    @Override
    public boolean exists(ObjectRef object) {
      return !absent.contains(object.kind())
          && objects.stream().anyMatch(each -> each.ref().equals(object));
    }

    @Override
    public boolean delete(ObjectRef object, String uid) {
      if (!uid.equals(uidNow.orElse(uid(object.name())))) {
        return false;
      }
      if (refused.contains(object.kind())) {
        throw new ClusterException(new Failure(Reason.PERMISSION_DENIED, "no"), null);
      }
      log.add("delete " + object.kind().text());
      if (object.kind() == Kind.POD) {
        CompletableFuture.delayedExecutor(graceMs, TimeUnit.MILLISECONDS)
            .execute(() -> gone(object));
      } else {
        objects.removeIf(each -> each.ref().equals(object));
        objects.removeIf(each -> each.isOwnedBy(object) && !foreign.contains(each.ref().kind()));
      }
      return true;
    }

    @Override
    public List<OwnedObject> podsWhenMade(Pod pod) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public void forget(ObjectRef pod, String uid) {
      gone(pod);
    }

    private void gone(ObjectRef pod) {
      log.add("gone " + pod.kind().text());
      objects.removeIf(each -> each.ref().equals(pod));
      listeners.forEach(listener -> listener.gone("x", pod.side(), 1));
    }

    @Override
    public List<OwnedObject> owned(List<String> namespaces) {
      return new ArrayList<>(objects);
    }

    @Override
    public Subscription watchPods(String namespace, RunId run, PodListener listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }

    @Override
    public Optional<HasMetadata> found(Kind kind, HasMetadata object) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public List<String> rehearse(HasMetadata object) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public void deleteNamed(ObjectRef object) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Optional<Boolean> terminates(String namespace) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Created create(HasMetadata object) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public List<ClaimUse> claimUses(String namespace) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Optional<Map<String, String>> namespaceLabels(String namespace) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Optional<Boolean> hasStorageClass(String name) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public List<ListedClaim> claims(String namespace, String selector) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Optional<WorkloadClaims> claimsOf(String namespace, Workload workload) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Subscription followLog(
        String namespace, String pod, String container, LogPosition known, LogListener listener) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Subscription readLog(
        String namespace, String pod, String container, int linesMax, LogListener listener) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public List<String> logTail(ObjectRef pod, String container, int lines) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public ClusterIdentity identity() {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public boolean serves(String group) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public Subscription watchService(ObjectRef service, Consumer<Service> listener) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public KubernetesVersion version() {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public List<Permission> missing(String namespace, List<Permission> permissions) {
      throw new AssertionError("clean-up only lists, watches and deletes");
    }

    @Override
    public void close() {}
  }
}
