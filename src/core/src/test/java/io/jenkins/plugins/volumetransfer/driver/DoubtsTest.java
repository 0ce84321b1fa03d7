package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what may come when a run is over is named, and nothing else. */
class DoubtsTest {
  private static final ObjectRef REF =
      new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "app-3", "vt-x-1");
  private static final Pod POD =
      new PodBuilder()
          .withNewMetadata()
          .withNamespace("app-3")
          .withName("vt-x-1")
          .endMetadata()
          .build();

  private Instant now = Instant.EPOCH;
  private final Doubts doubts = new Doubts(() -> now);

  @Test
  @DisplayName("a request that nobody answered may be heard yet: it is named, once")
  void young() {
    doubts.add(REF, POD, 1);
    now = now.plus(Duration.ofSeconds(60));

    assertThat(doubts.deleted(REF).orElseThrow())
        .contains("Pod app-3/vt-x-1", "`kubectl delete pod vt-x-1 --namespace app-3`");
    assertThat(doubts.deleted(REF)).isEmpty();
  }

  @Test
  @DisplayName("no API server keeps a request for so long")
  void old() {
    doubts.add(REF, POD, 1);
    now = now.plus(Doubts.LATE_MAX);

    assertThat(doubts.deleted(REF)).isEmpty();
  }

  @Test
  @DisplayName(
      "where each request is answered nothing comes later; whose it is, is looked at still")
  void answered() {
    doubts.add(REF, POD, 0);

    assertThat(doubts.of(REF)).contains(POD);
    assertThat(doubts.deleted(REF)).isEmpty();
  }
}
