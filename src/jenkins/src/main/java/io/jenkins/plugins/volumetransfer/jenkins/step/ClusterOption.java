package io.jenkins.plugins.volumetransfer.jenkins.step;

import org.kohsuke.stapler.DataBoundSetter;

/** A side of the transfer: which cluster, as whom, and the namespace. */
public abstract class ClusterOption extends Option {

  public String getKubeconfigId() {
    return given.get("kubeconfigId", "");
  }

  @DataBoundSetter
  public void setKubeconfigId(String kubeconfigId) {
    given.put("kubeconfigId", kubeconfigId);
  }

  public String getCredentialsId() {
    return given.get("credentialsId", "");
  }

  @DataBoundSetter
  public void setCredentialsId(String credentialsId) {
    given.put("credentialsId", credentialsId);
  }

  public String getServerUrl() {
    return given.get("serverUrl", "");
  }

  @DataBoundSetter
  public void setServerUrl(String serverUrl) {
    given.put("serverUrl", serverUrl);
  }

  public String getCaCertificate() {
    return given.get("caCertificate", "");
  }

  @DataBoundSetter
  public void setCaCertificate(String caCertificate) {
    given.put("caCertificate", caCertificate);
  }

  public String getContext() {
    return given.get("context", "");
  }

  @DataBoundSetter
  public void setContext(String context) {
    given.put("context", context);
  }

  public boolean isInCluster() {
    return given.get("inCluster", false);
  }

  @DataBoundSetter
  public void setInCluster(boolean inCluster) {
    given.put("inCluster", inCluster);
  }

  public String getNamespace() {
    return given.get("namespace", "");
  }

  @DataBoundSetter
  public void setNamespace(String namespace) {
    given.put("namespace", namespace);
  }
}
