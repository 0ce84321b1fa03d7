package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a side. */
public abstract class ClusterDescriptor extends Descriptor<Option> {
  private static final CredentialsMatcher FILE =
      CredentialsMatchers.instanceOf(FileCredentials.class);

  /** {@code source} or {@code destination}. */
  abstract String side();

  /** Secret files that the job may use. */
  @POST
  public ListBoxModel doFillKubeconfigIdItems(
      @AncestorInPath Item item, @QueryParameter String kubeconfigId) {
    return credentials(item, kubeconfigId, FILE);
  }

  /** All other credentials that Kubernetes takes. */
  @POST
  public ListBoxModel doFillCredentialsIdItems(
      @AncestorInPath Item item, @QueryParameter String credentialsId) {
    return credentials(
        item,
        credentialsId,
        CredentialsMatchers.allOf(
            AuthenticationTokens.matcher(KubernetesAuth.class), CredentialsMatchers.not(FILE)));
  }

  private static ListBoxModel credentials(Item item, String current, CredentialsMatcher matcher) {
    StandardListBoxModel items = new StandardListBoxModel();
    if (!FormPermission.granted(Optional.ofNullable(item))) {
      return items.includeCurrentValue(current);
    }
    return items
        .includeEmptyValue()
        .includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher)
        .includeCurrentValue(current);
  }

  @POST
  public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
    return FieldCheck.ofSide(item, side(), "namespace", value);
  }

  /** Whether it is a URL, and of HTTPS: a token must not be read on its way. */
  @POST
  public FormValidation doCheckServerUrl(@QueryParameter String value) {
    if (value.isBlank()) {
      return FormValidation.ok();
    }
    try {
      URI url = new URI(value.strip());
      return "https".equals(url.getScheme()) && url.getHost() != null
          ? FormValidation.ok()
          : FormValidation.error("is no https URL; write it as in a kubeconfig: https://HOST:6443");
    } catch (URISyntaxException e) {
      return FormValidation.error("is no URL; write it as in a kubeconfig: https://HOST:6443");
    }
  }

  @POST
  public FormValidation doCheckInCluster(@AncestorInPath Item item, @QueryParameter boolean value) {
    boolean asked = value && FormPermission.granted(Optional.ofNullable(item));
    return asked && !TransferSettings.get().inClusterAllowed()
        ? FormValidation.error(
            "no administrator has allowed it; take a credential, or ask for it to be allowed in"
                + " the system's configuration")
        : FormValidation.ok();
  }
}
