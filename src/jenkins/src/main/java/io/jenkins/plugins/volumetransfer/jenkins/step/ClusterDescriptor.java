package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of a side. */
public abstract class ClusterDescriptor extends Descriptor<Option> {
  /** {@code source} or {@code destination}. */
  abstract String side();

  /** Without what is at its default, as a form sends that too: a side left alone is none. */
  @Override
  public Option newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
    if (Boolean.FALSE.equals(form.opt("inCluster"))) {
      form.remove("inCluster");
    }
    if (Endpoint.Kind.AUTO.name().equals(form.opt("endpoint"))) {
      form.remove("endpoint");
    }
    return super.newInstance(request, form);
  }

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

  @POST
  public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
    return FieldCheck.ofSide(item, side(), "namespace", value);
  }
}
