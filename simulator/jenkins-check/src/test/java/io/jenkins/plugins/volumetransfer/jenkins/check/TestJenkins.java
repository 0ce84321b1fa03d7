package io.jenkins.plugins.volumetransfer.jenkins.check;

import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokenSource;
import org.jenkinsci.plugins.kubernetes.auth.impl.KubernetesAuthKubeconfig;

/** As much of a controller as the plugin sees; one at a time in a JVM. */
public final class TestJenkins implements AutoCloseable {
  private final List<Object> others;

  /**
   * @param others extensions beside those of the plugin
   */
  public TestJenkins(Object... others) {
    this.others = List.of(others);
    up();
  }

  private void up() {
    Extensions.register(new TransferController());
    Extensions.register(new TransferVolumesStep.DescriptorImpl());
    Extensions.register(new KubeconfigSource());
    others.forEach(Extensions::register);
  }

  /** Down without a word to anybody, and up again; who was running is resumed by the caller. */
  public void restart() {
    down();
    up();
  }

  private static void down() {
    TransferController.shutDown();
    Extensions.clear();
  }

  /** A secret file that all jobs may use. */
  public void addKubeconfig(String id, Path kubeconfig) throws IOException {
    addKubeconfig("", id, Files.readString(kubeconfig));
  }

  /**
   * @param folder whose jobs may use it; empty: all
   */
  void addKubeconfig(String folder, String id, String kubeconfig) {
    CredentialStore.add(folder, new SecretFile(id, kubeconfig));
  }

  @Override
  public void close() {
    down();
    CredentialStore.clear();
  }

  /** A credential of the kind that kubernetes-credentials takes for a kubeconfig. */
  private record SecretFile(String id, String content) implements KubernetesCredentials.Plain {}

  private static final class KubeconfigSource
      extends AuthenticationTokenSource<KubernetesAuthKubeconfig, SecretFile> {
    KubeconfigSource() {
      super(KubernetesAuthKubeconfig.class, SecretFile.class);
    }

    @Override
    public KubernetesAuthKubeconfig convert(SecretFile credential) {
      return new KubernetesAuthKubeconfig(credential.content());
    }
  }
}
