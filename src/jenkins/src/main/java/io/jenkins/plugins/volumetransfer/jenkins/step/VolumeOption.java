package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A claim whose content goes into another. */
public final class VolumeOption extends Option {
  public final String from;
  @DataBoundSetter public String fromPath;
  @DataBoundSetter public String to;
  @DataBoundSetter public String toPath;
  @DataBoundSetter public NewClaimsOption newClaim;

  @DataBoundConstructor
  public VolumeOption(String from) {
    this.from = from;
  }

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.VolumeOption_displayName();
    }

    @Override
    FormValidation check(Item item, String name, String value) {
      return FieldCheck.ofVolume(item, name, value);
    }
  }
}
