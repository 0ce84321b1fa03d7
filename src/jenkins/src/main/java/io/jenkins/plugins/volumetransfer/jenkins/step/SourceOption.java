package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;

/** Where from. */
public final class SourceOption extends ClusterOption {
  @DataBoundConstructor
  public SourceOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends ClusterDescriptor {
    @Override
    String side() {
      return "source";
    }

    @Override
    public String getDisplayName() {
      return Messages.SourceOption_displayName();
    }
  }
}
