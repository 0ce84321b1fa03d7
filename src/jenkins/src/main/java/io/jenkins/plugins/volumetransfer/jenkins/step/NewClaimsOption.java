package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What claims that are made get otherwise than their sources. */
public final class NewClaimsOption extends Option {
  @DataBoundSetter public String size;
  @DataBoundSetter public List<String> accessModes;
  @DataBoundSetter public String volumeMode;
  @DataBoundSetter public Object labels;
  @DataBoundSetter public Object annotations;

  @DataBoundConstructor
  public NewClaimsOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.NewClaimsOption_displayName();
    }
  }
}
