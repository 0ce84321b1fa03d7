package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A claim whose content goes into another. */
public final class VolumeOption extends Option {
  @DataBoundConstructor
  public VolumeOption(String from) {
    given.put("from", from);
  }

  public String getFrom() {
    return given.get("from", "");
  }

  public String getFromPath() {
    return given.get("fromPath", "");
  }

  @DataBoundSetter
  public void setFromPath(String fromPath) {
    given.put("fromPath", fromPath);
  }

  public String getTo() {
    return given.get("to", "");
  }

  @DataBoundSetter
  public void setTo(String to) {
    given.put("to", to);
  }

  public String getToPath() {
    return given.get("toPath", "");
  }

  @DataBoundSetter
  public void setToPath(String toPath) {
    given.put("toPath", toPath);
  }

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<Option> {
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
