package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: who can't go on with a run learns how to remove all that is left of it. */
class OrphanedRunTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<Manifests> MANIFESTS =
      SampleTransfers.manifests(SampleTransfers.spec("a/x b/data"));

  @Test
  @DisplayName("a run of another spec is removed in the namespaces of both sides")
  void otherSpec() {
    assertRefused("begun with another spec", side -> configMap(side, "another plan", NOW));
  }

  @Test
  @DisplayName("a run whose time is over is removed in the namespaces of both sides")
  void late() {
    Instant over = NOW.minusSeconds(1);

    assertRefused("was to be over by", side -> configMap(side, MANIFESTS.get(0).plan(), over));
  }

  private static void assertRefused(String why, Function<Side, OwnedObject> left) {
    OrphanedRun orphan = new OrphanedRun(MANIFESTS, Duration.ofMinutes(15), Advice.PLAIN);
    Function<Side, Cluster> clusters = side -> listing(left.apply(side));

    assertThatThrownBy(
            () ->
                orphan.find(
                    new Event.Begun(),
                    clusters,
                    new Belongings(SampleTransfers.RUN, clusters),
                    NOW))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("`clean up run run-7f3a in namespace a, b` and begin anew");
  }

  private static OwnedObject configMap(Side side, String plan, Instant expires) {
    return new OwnedObject(
        new ObjectRef(
            side, ObjectRef.Kind.CONFIG_MAP, side == Side.SOURCE ? "a" : "b", "vt-" + side.label()),
        Optional.of("uid of " + side),
        SampleTransfers.RUN,
        MANIFESTS.get(0).transfer().name(),
        NOW,
        Optional.of(expires),
        Optional.empty(),
        Optional.of(plan),
        Optional.empty());
  }

  /** A cluster that is asked for nothing but what runs have left. */
  private static Cluster listing(OwnedObject object) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("owned")) {
                return List.of(object);
              }
              throw new AssertionError("asked to " + method.getName());
            });
  }
}
