package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Resources of the transfer pods. */
public final class ResourcesOption extends Option {
  @DataBoundSetter public ContainerOption rsync;
  @DataBoundSetter public ContainerOption stunnel;

  @DataBoundConstructor
  public ResourcesOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.ResourcesOption_displayName();
    }
  }
}
