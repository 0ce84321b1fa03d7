package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where to, and how the source reaches it. */
public final class DestinationOption extends ClusterOption {
  @DataBoundSetter public Endpoint.Kind endpoint;
  @DataBoundSetter public String address;

  @DataBoundConstructor
  public DestinationOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends ClusterDescriptor {
    @Override
    String side() {
      return "destination";
    }

    @Override
    public String getDisplayName() {
      return Messages.DestinationOption_displayName();
    }

    @POST
    public FormValidation doCheckAddress(
        @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String endpoint) {
      return Endpoint.Kind.NODE_PORT.name().equals(endpoint)
          ? FormValidation.ok()
          : FieldCheck.ofSide(item, side(), "address", value);
    }
  }
}
