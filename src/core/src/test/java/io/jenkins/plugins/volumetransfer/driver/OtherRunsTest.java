package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: never two writers, though they are of different runs; and no orphan goes unmentioned. */
class OtherRunsTest {
  private static final RunId OWN = new RunId("own");
  private static final Transfer TRANSFER = Transfer.of(SampleTransfers.spec("a/x b/data")).get(0);
  private static final ContainerState RUNS = new ContainerState.Running();
  private static final ContainerState ENDED = new ContainerState.Terminated(0, "Completed", "");

  @Test
  @DisplayName("a pod of another run that still writes to the claim: refused, with what to do")
  void writes() {
    OtherRuns others =
        new OtherRuns(
            OWN,
            List.of(configMap("old", "b", "data"), pod("old", "b", "other", "data", RUNS)),
            Advice.PLAIN);

    assertThat(others.refusal(TRANSFER))
        .contains(
            new Failure(
                Reason.OTHER_RUN,
                "Pod b/vt-old of run old (me@here) still writes to the destination claim; wait for"
                    + " its end, or remove it: `clean up run old in namespace a, b` (and where its source is, if that is not this run's)"));
  }

  @Test
  @DisplayName("a pod that has ended, of another claim, namespace, or of this run is no writer")
  void doesNotWrite() {
    OtherRuns others =
        new OtherRuns(
            OWN,
            List.of(
                pod("old", "b", "data", "data", ENDED),
                pod("old", "b", "data", "other", RUNS),
                pod("old", "c", "data", "data", RUNS),
                pod("own", "b", "data", "data", RUNS)),
            Advice.PLAIN);

    assertThat(others.refusal(TRANSFER)).isEmpty();
  }

  @Test
  @DisplayName("what other runs left of the same transfer is named once a run")
  void warns() {
    OtherRuns others =
        new OtherRuns(
            OWN,
            List.of(
                configMap("old", "b", "data"),
                pod("old", "b", "data", "data", ENDED),
                configMap("own", "b", "data"),
                configMap("far", "c", "data"),
                configMap("odd", "b", "other")),
            Advice.PLAIN);

    assertThat(others.warnings(TRANSFER))
        .containsExactly(
            "run old (me@here) of the same claims is not over, or its process died; wait for its"
                + " end, or remove it: `clean up run old in namespace a, b` (and where its source is, if that is not this run's)");
  }

  private static OwnedObject configMap(String run, String namespace, String transfer) {
    return owned(ObjectRef.Kind.CONFIG_MAP, run, namespace, transfer, Optional.empty());
  }

  private static OwnedObject pod(
      String run, String namespace, String transfer, String claim, ContainerState rsync) {
    PodState state =
        new PodState(
            Side.DESTINATION,
            1,
            "Running",
            "",
            "",
            Optional.empty(),
            false,
            true,
            Map.of("rsync", rsync),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of());
    return owned(
        ObjectRef.Kind.POD,
        run,
        namespace,
        transfer,
        Optional.of(new OwnedObject.OwnedPod(state, Set.of(claim), List.of())));
  }

  private static OwnedObject owned(
      ObjectRef.Kind kind,
      String run,
      String namespace,
      String transfer,
      Optional<OwnedObject.OwnedPod> pod) {
    return new OwnedObject(
        new ObjectRef(Side.DESTINATION, kind, namespace, "vt-" + run),
        Optional.of("uid"),
        new RunId(run),
        transfer,
        Instant.EPOCH,
        Optional.empty(),
        kind == ObjectRef.Kind.CONFIG_MAP ? Optional.of("me@here") : Optional.empty(),
        Optional.empty(),
        pod);
  }
}
