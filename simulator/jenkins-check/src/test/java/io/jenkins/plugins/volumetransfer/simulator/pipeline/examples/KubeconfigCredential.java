package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import jenkins.authentication.tokens.api.AuthenticationTokenSource;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.impl.KubernetesAuthKubeconfig;

/** A secret file with a kubeconfig. */
record KubeconfigCredential(String id, String kubeconfig) implements StandardCredentials {

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String getDescription() {
    return "kubeconfig of " + id;
  }

  /** What kubernetes-credentials makes of it. */
  static final class Source
      extends AuthenticationTokenSource<KubernetesAuth, KubeconfigCredential> {

    Source() {
      super(KubernetesAuth.class, KubeconfigCredential.class);
    }

    @Override
    public KubernetesAuth convert(KubeconfigCredential credential) {
      return new KubernetesAuthKubeconfig(credential.kubeconfig());
    }
  }
}
