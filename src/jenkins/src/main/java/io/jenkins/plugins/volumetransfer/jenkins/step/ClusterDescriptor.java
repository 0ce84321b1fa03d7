package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a side. */
public abstract class ClusterDescriptor extends OptionDescriptor {
  /** {@code source} or {@code destination}. */
  abstract String side();

  @POST
  public ListBoxModel doFillKubeconfigIdItems(
      @AncestorInPath Item item, @QueryParameter String kubeconfigId) {
    return ClusterForm.kubeconfigs(item, kubeconfigId);
  }

  @POST
  public ListBoxModel doFillCredentialsIdItems(
      @AncestorInPath Item item, @QueryParameter String credentialsId) {
    return ClusterForm.credentials(item, credentialsId);
  }

  @POST
  public FormValidation doCheckServerUrl(@AncestorInPath Item item, @QueryParameter String value) {
    return ClusterForm.serverUrl(item, value);
  }

  @POST
  public FormValidation doCheckInCluster(@AncestorInPath Item item, @QueryParameter boolean value) {
    return ClusterForm.inCluster(item, value);
  }

  @Override
  FormValidation check(Item item, String name, String value) {
    return FieldCheck.of(item, clazz, side(), name, value);
  }
}
