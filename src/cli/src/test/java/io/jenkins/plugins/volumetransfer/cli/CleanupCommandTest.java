package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CleanupCommandTest {
  private static final Instant PAST = Typed.NOW.minus(Duration.ofSeconds(1));
  private static final Instant FUTURE = Typed.NOW.plus(Duration.ofSeconds(1));

  private final FakeCluster cluster = new FakeCluster();
  private final Typed typed = Typed.into(cluster);

  @Test
  @DisplayName("by default only what has expired is deleted, and the rest is named")
  void expired() {
    owned("old", ObjectRef.Kind.CONFIG_MAP, Optional.of(PAST));
    owned("new", ObjectRef.Kind.CONFIG_MAP, Optional.of(FUTURE));
    owned("odd", ObjectRef.Kind.CONFIG_MAP, Optional.empty());

    assertThat(typed.run("cleanup", "-n", "app")).isEqualTo(0);

    assertThat(typed.out().lines())
        .containsExactly(
            "kept 1 object of run new (until 2026-01-02T03:04:06Z; --run new deletes them)",
            "kept 1 object of run odd (without a time to go; --run odd deletes them)",
            "deleted ConfigMap app/vt-old-x-source",
            "Deleted 1 object; nothing is left.");
  }

  @Test
  @DisplayName("--run deletes a run that has not expired, and no other")
  void run() {
    owned("mine", ObjectRef.Kind.CONFIG_MAP, Optional.of(FUTURE));
    owned("old", ObjectRef.Kind.CONFIG_MAP, Optional.of(PAST));

    assertThat(typed.run("cleanup", "--run", "mine", "-A")).isEqualTo(0);

    assertThat(cluster.deleted())
        .extracting(ObjectRef::toString)
        .containsExactly("ConfigMap app/vt-mine-x-source");
  }

  @Test
  @DisplayName("pods go first, and with a ConfigMap the Secret that it owns")
  void order() {
    owned("old", ObjectRef.Kind.SECRET, Optional.of(PAST));
    owned("old", ObjectRef.Kind.CONFIG_MAP, Optional.of(PAST));
    owned("old", ObjectRef.Kind.POD, Optional.of(PAST));

    assertThat(typed.run("cleanup", "--expired", "-n", "app")).isEqualTo(0);

    assertThat(cluster.deleted())
        .extracting(ObjectRef::kind)
        .containsExactly(ObjectRef.Kind.POD, ObjectRef.Kind.CONFIG_MAP);
    assertThat(typed.out().lines())
        .containsExactly(
            "deleted Pod app/vt-old-x-source-1",
            "deleted Secret app/vt-old-x-source",
            "deleted ConfigMap app/vt-old-x-source",
            "Deleted 3 objects; nothing is left.");
  }

  @Test
  @DisplayName("--dry-run deletes nothing")
  void dryRun() {
    owned("old", ObjectRef.Kind.POD, Optional.of(PAST));

    assertThat(typed.run("cleanup", "-n", "app", "--dry-run")).isEqualTo(0);

    assertThat(cluster.deleted()).isEmpty();
    assertThat(typed.out().lines())
        .containsExactly("would delete Pod app/vt-old-x-source-1", "Nothing was deleted: dry run.");
  }

  @Test
  @DisplayName("what can't be deleted is named, with what it owns; the exit code is 4")
  void left() {
    cluster.undeletable(ObjectRef.Kind.CONFIG_MAP);
    owned("old", ObjectRef.Kind.SECRET, Optional.of(PAST));
    owned("old", ObjectRef.Kind.CONFIG_MAP, Optional.of(PAST));

    assertThat(typed.run("cleanup", "-n", "app")).isEqualTo(4);

    assertThat(typed.err()).contains("PERMISSION_DENIED: delete ConfigMap app/vt-old-x-source");
    assertThat(typed.out())
        .contains(
            "still there: Secret app/vt-old-x-source",
            "still there: ConfigMap app/vt-old-x-source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../default", "Not Valid", "a?x=y", "a%2fb"})
  @DisplayName("takes names of namespaces only, as `status` does: they become parts of URLs")
  void noNamespace(String name) {
    assertThat(typed.run("cleanup", "-n", "good", "-n", name)).isEqualTo(2);
    assertThat(typed.run("status", "-n", name)).isEqualTo(2);

    assertThat(typed.err()).contains("--namespace: ", "\"" + name + "\" can't be");
    assertThat(typed.opened()).isEmpty();
  }

  @Test
  @DisplayName("looks in the namespaces that are named, or everywhere, but must be told")
  void where() {
    typed.run("cleanup", "-n", "a", "--namespace", "b");
    assertThat(cluster.lookedIn()).allMatch(List.of("a", "b")::equals);
    assertThat(typed.out()).isEqualTo("Nothing to delete.\n");

    assertThat(typed.run("cleanup")).isEqualTo(2);
    assertThat(typed.err())
        .isEqualTo(
            "volume-transfer: where? give -n NAMESPACE (repeatable) or --all-namespaces\n"
                + "Try `volume-transfer cleanup --help`.\n");
  }

  @Test
  @DisplayName("what only has the labels of a run is left alone, and named")
  void strangers() {
    cluster.stranger(
        new ObjectRef(Side.SOURCE, ObjectRef.Kind.CONFIG_MAP, "app", "database-password"));

    assertThat(typed.run("cleanup", "-n", "app")).isEqualTo(0);

    assertThat(typed.out().lines())
        .containsExactly(
            "left alone: ConfigMap app/database-password has the labels of a run, but not the name"
                + " that a run gives",
            "Nothing to delete.");
  }

  @Test
  @DisplayName("goes to the cluster that is named")
  void cluster() {
    typed.run("cleanup", "-A", "--kubeconfig", "k", "--context", "c");
    typed.run("cleanup", "-A", "--in-cluster");

    assertThat(typed.opened())
        .containsExactly(
            new ClusterRef(Optional.of("k"), Optional.of("c"), ClusterRef.Access.KUBECONFIG),
            new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.IN_CLUSTER));
    assertThat(typed.run("cleanup", "-A", "--in-cluster", "--context", "c")).isEqualTo(2);
  }

  private void owned(String run, ObjectRef.Kind kind, Optional<Instant> expires) {
    cluster.owns(object(run, kind, expires));
  }

  /** A ConfigMap of a run that has not expired, in the namespace {@code app}. */
  static OwnedObject configMap(String run) {
    return object(run, ObjectRef.Kind.CONFIG_MAP, Optional.of(FUTURE));
  }

  static OwnedObject expired(String run) {
    return object(run, ObjectRef.Kind.CONFIG_MAP, Optional.of(PAST));
  }

  private static OwnedObject object(String run, ObjectRef.Kind kind, Optional<Instant> expires) {
    String name = "vt-" + run + "-x-source" + (kind == ObjectRef.Kind.POD ? "-1" : "");
    return new OwnedObject(
        new ObjectRef(Side.SOURCE, kind, "app", name),
        Optional.of("uid")
            .filter(uid -> kind == ObjectRef.Kind.POD || kind == ObjectRef.Kind.CONFIG_MAP),
        new RunId(run),
        "x",
        Typed.NOW,
        expires);
  }
}
