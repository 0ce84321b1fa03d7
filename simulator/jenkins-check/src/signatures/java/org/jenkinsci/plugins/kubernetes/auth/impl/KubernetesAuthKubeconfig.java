package org.jenkinsci.plugins.kubernetes.auth.impl;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuthConfig;

public class KubernetesAuthKubeconfig implements KubernetesAuth {
  private final String kubeconfig;

  public KubernetesAuthKubeconfig(String kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  @Override
  public ConfigBuilder decorate(ConfigBuilder builder, KubernetesAuthConfig config) {
    return new ConfigBuilder(Config.fromKubeconfig(kubeconfig));
  }

  public String getKubeconfig() {
    return kubeconfig;
  }
}
