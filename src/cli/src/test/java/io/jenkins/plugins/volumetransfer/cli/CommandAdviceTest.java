package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what the command line advises are commands that it has. */
class CommandAdviceTest {
  private static final List<ObjectRef> OTHER =
      List.of(
          new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "a", "vt-old"),
          new ObjectRef(Side.DESTINATION, ObjectRef.Kind.POD, "b", "vt-old"));
  private static final TransferSpec SPEC =
      TransferSpec.of(
          List.of(
              new VolumePair(
                  new ClaimRef("app-3", "data", ""), new ClaimRef("app-4", "data", ""))));

  @Test
  @DisplayName("another run: wait for it, go on with it, or remove it")
  void otherRun() {
    assertThat(new CommandAdvice().otherRun(new RunId("old"), OTHER))
        .isEqualTo(
            "wait for its end, go on with it by `volume-transfer transfer --resume old`, or remove"
                + " it by `volume-transfer cleanup --run old -n a -n b`");
  }

  @Test
  @DisplayName("another run between two clusters is removed in both")
  void otherRunOfTwoClusters() {
    ClusterRef source =
        new ClusterRef(Optional.empty(), Optional.of("old"), ClusterRef.Access.KUBECONFIG);

    assertThat(new CommandAdvice(source, ClusterRef.DEFAULT).otherRun(new RunId("old"), OTHER))
        .endsWith(
            "or remove it by `volume-transfer cleanup --run old --context old -n a` and"
                + " `volume-transfer cleanup --run old -n b`");
  }

  @Test
  @DisplayName("one cluster gets one command, with each namespace")
  void oneCluster() {
    assertThat(cleanUp(SPEC))
        .isEqualTo("clean up with `volume-transfer cleanup --run r1 -n app-3 -n app-4`");
  }

  @Test
  @DisplayName("two clusters get a command each, with the options that find them")
  void twoClusters() {
    ClusterRef source =
        new ClusterRef(Optional.of("my kube's"), Optional.of("old"), ClusterRef.Access.KUBECONFIG);
    ClusterRef destination =
        new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.IN_CLUSTER);

    assertThat(cleanUp(SPEC.withClusters(source, destination)))
        .isEqualTo(
            "clean up with `volume-transfer cleanup --run r1 --kubeconfig 'my kube'\\''s'"
                + " --context old -n app-3` and `volume-transfer cleanup --run r1 --in-cluster"
                + " -n app-4`");
  }

  private static String cleanUp(TransferSpec spec) {
    return CommandAdvice.of(spec).cleanUp(new RunId("r1"), Transfer.of(spec));
  }
}
