package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Descriptor;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What containers ask for, as Kubernetes writes it. */
public final class ContainerOption extends Option {
  @DataBoundConstructor
  public ContainerOption() {}

  public Map<String, String> getRequests() {
    return given.get("requests", Map.of());
  }

  @DataBoundSetter
  public void setRequests(Map<String, String> requests) {
    given.put("requests", requests);
  }

  public Map<String, String> getLimits() {
    return given.get("limits", Map.of());
  }

  @DataBoundSetter
  public void setLimits(Map<String, String> limits) {
    given.put("limits", limits);
  }

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<Option> {
    @Override
    public String getDisplayName() {
      return Messages.ContainerOption_displayName();
    }
  }
}
