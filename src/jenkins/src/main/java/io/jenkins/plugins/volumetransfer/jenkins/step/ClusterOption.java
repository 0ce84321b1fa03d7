package io.jenkins.plugins.volumetransfer.jenkins.step;

import org.kohsuke.stapler.DataBoundSetter;

/** A side of the transfer: which cluster, as whom, and the namespace. */
public abstract class ClusterOption extends Option {
  @DataBoundSetter public String kubeconfigId;
  @DataBoundSetter public String credentialsId;
  @DataBoundSetter public String serverUrl;
  @DataBoundSetter public String caCertificate;
  @DataBoundSetter public String context;
  @DataBoundSetter public Boolean inCluster;
  @DataBoundSetter public String namespace;
  @DataBoundSetter public PodsOption pods;
}
