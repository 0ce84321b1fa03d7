package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.CredentialAccess;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what is told to a Pipeline's author can be written in a Pipeline as it stands. */
class StepAdviceTest {
  private static final RunId RUN = new RunId("r1");
  private static final CredentialAccess KUBECONFIG =
      new CredentialAccess.Kubeconfig("a", Optional.of("it's"));
  private static final CredentialAccess SERVER =
      new CredentialAccess.Server("https://b", "b", "PEM");
  private static final List<ObjectRef> LEFT =
      List.of(
          new ObjectRef(Side.SOURCE, ObjectRef.Kind.POD, "app-3", "x"),
          new ObjectRef(Side.DESTINATION, ObjectRef.Kind.POD, "app-4", "x"),
          new ObjectRef(Side.DESTINATION, ObjectRef.Kind.SECRET, "app-4", "x"));

  @Test
  @DisplayName("within one cluster one step cleans up, with the fields of the credential")
  void oneCluster() {
    assertThat(new StepAdvice(KUBECONFIG, KUBECONFIG).removal(RUN, LEFT))
        .containsExactly(
            "cleanupVolumeTransfer(kubeconfigId: 'a', context: 'it\\'s', run: 'r1', namespaces:"
                + " ['app-3', 'app-4'])");
  }

  @Test
  @DisplayName("between two clusters each has its step")
  void twoClusters() {
    assertThat(new StepAdvice(new CredentialAccess.InCluster(), SERVER).removal(RUN, LEFT))
        .containsExactly(
            "cleanupVolumeTransfer(inCluster: true, run: 'r1', namespaces: ['app-3'])",
            "cleanupVolumeTransfer(credentialsId: 'b', serverUrl: 'https://b', caCertificate: ...,"
                + " run: 'r1', namespaces: ['app-4'])");
  }

  @Test
  @DisplayName("another run between two clusters is removed in both")
  void otherRun() {
    assertThat(new StepAdvice(new CredentialAccess.InCluster(), KUBECONFIG).otherRun(RUN, LEFT))
        .endsWith(
            "remove it by `cleanupVolumeTransfer(inCluster: true, run: 'r1', namespaces: ['app-3'])`"
                + " and `cleanupVolumeTransfer(kubeconfigId: 'a', context: 'it\\'s', run: 'r1',"
                + " namespaces: ['app-4'])`");
  }

  @Test
  @DisplayName("rights that are missing are those of the credential's user")
  void rights() {
    assertThat(new StepAdvice(SERVER, SERVER).rights())
        .isEqualTo("bind a Role with these rights to the user of credential b at https://b");
    assertThat(new StepAdvice(SERVER, KUBECONFIG).rights())
        .endsWith("to the users of credential b at https://b and of credential a, context it's");
  }
}
