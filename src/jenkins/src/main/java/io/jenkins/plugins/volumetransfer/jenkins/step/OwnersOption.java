package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Who owns at the destination what another owns at the source: maps of numbers. */
public final class OwnersOption extends Option {
  @DataBoundSetter public Object users;
  @DataBoundSetter public Object groups;

  @DataBoundConstructor
  public OwnersOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.OwnersOption_displayName();
    }
  }
}
