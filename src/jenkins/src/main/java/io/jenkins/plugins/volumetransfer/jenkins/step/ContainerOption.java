package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What containers ask for, as Kubernetes writes it. */
public final class ContainerOption extends Option {
  @DataBoundSetter public Object requests;
  @DataBoundSetter public Object limits;

  @DataBoundConstructor
  public ContainerOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.ContainerOption_displayName();
    }
  }
}
