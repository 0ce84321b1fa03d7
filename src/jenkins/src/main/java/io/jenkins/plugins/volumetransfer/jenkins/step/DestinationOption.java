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
  @DataBoundConstructor
  public DestinationOption() {}

  public Endpoint.Kind getEndpoint() {
    return given.get("endpoint", Endpoint.Kind.AUTO);
  }

  @DataBoundSetter
  public void setEndpoint(Endpoint.Kind endpoint) {
    given.put("endpoint", endpoint);
  }

  public String getAddress() {
    return given.get("address", "");
  }

  @DataBoundSetter
  public void setAddress(String address) {
    given.put("address", address);
  }

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
