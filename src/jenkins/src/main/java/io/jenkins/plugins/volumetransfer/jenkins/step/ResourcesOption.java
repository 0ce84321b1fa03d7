package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Resources of the transfer pods. */
public final class ResourcesOption extends Option {
  @DataBoundConstructor
  public ResourcesOption() {}

  public ContainerOption getRsync() {
    return given.get("rsync", null);
  }

  @DataBoundSetter
  public void setRsync(ContainerOption rsync) {
    given.put("rsync", rsync);
  }

  public ContainerOption getStunnel() {
    return given.get("stunnel", null);
  }

  @DataBoundSetter
  public void setStunnel(ContainerOption stunnel) {
    given.put("stunnel", stunnel);
  }

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<Option> {
    @Override
    public String getDisplayName() {
      return Messages.ResourcesOption_displayName();
    }
  }
}
