package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

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

    @POST
    public FormValidation doCheckFrom(@AncestorInPath Item item, @QueryParameter String value) {
      return FieldCheck.ofVolume(item, "from", value);
    }

    @POST
    public FormValidation doCheckFromPath(@AncestorInPath Item item, @QueryParameter String value) {
      return FieldCheck.ofVolume(item, "fromPath", value);
    }

    @POST
    public FormValidation doCheckTo(@AncestorInPath Item item, @QueryParameter String value) {
      return FieldCheck.ofVolume(item, "to", value);
    }

    @POST
    public FormValidation doCheckToPath(@AncestorInPath Item item, @QueryParameter String value) {
      return FieldCheck.ofVolume(item, "toPath", value);
    }
  }
}
