package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.ServerUrl;
import java.util.List;
import java.util.Optional;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;

/** What forms ask about the fields that say how to reach a cluster. */
final class ClusterForm {
  private static final CredentialsMatcher FILE =
      CredentialsMatchers.instanceOf(FileCredentials.class);

  private ClusterForm() {}

  /** Secret files that the job may use. */
  static ListBoxModel kubeconfigs(Item item, String current) {
    return credentials(item, current, FILE);
  }

  /** All other credentials that Kubernetes takes. */
  static ListBoxModel credentials(Item item, String current) {
    return credentials(
        item,
        current,
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

  /** Whether it is a URL, and of HTTPS: a token must not be read on its way. */
  static FormValidation serverUrl(Item item, String value) {
    if (value.isBlank() || !FormPermission.granted(Optional.ofNullable(item))) {
      return FormValidation.ok();
    }
    return ServerUrl.problem(value).map(FormValidation::error).orElseGet(FormValidation::ok);
  }

  /** Whether an administrator has allowed it. */
  static FormValidation inCluster(Item item, boolean value) {
    boolean asked = value && FormPermission.granted(Optional.ofNullable(item));
    return asked && !TransferSettings.get().inClusterAllowed()
        ? FormValidation.error(
            "no administrator has allowed it; take a credential, or ask for it to be allowed in"
                + " the system's configuration")
        : FormValidation.ok();
  }
}
