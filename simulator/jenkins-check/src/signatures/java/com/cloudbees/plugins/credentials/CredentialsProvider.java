package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.ExtensionPoint;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;

public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
    implements ExtensionPoint, hudson.model.Describable<CredentialsProvider> {
  public static final Permission USE_ITEM = new Permission("Credentials.UseItem");

  public static <C extends IdCredentials> C findCredentialById(
      String id, Class<C> type, Run<?, ?> run) {
    return CredentialStore.find(id, type, run);
  }

  public static <C extends Credentials> C track(Run<?, ?> build, C credentials) {
    return CredentialStore.track(build, credentials);
  }
}
