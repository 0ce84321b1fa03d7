package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Descriptor;
import java.util.Map;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What containers ask for, as Kubernetes writes it. */
public final class ContainerOption extends Option {
  @DataBoundConstructor
  public ContainerOption() {}

  public Map<String, String> getRequests() {
    return given.get("requests", Map.of());
  }

  /**
   * @param requests a map, see {@link Arguments#texts}
   */
  @DataBoundSetter
  public void setRequests(Object requests) {
    given.put("requests", Arguments.texts("requests", requests));
  }

  public Map<String, String> getLimits() {
    return given.get("limits", Map.of());
  }

  /**
   * @param limits a map, see {@link Arguments#texts}
   */
  @DataBoundSetter
  public void setLimits(Object limits) {
    given.put("limits", Arguments.texts("limits", limits));
  }

  /** As lines, for the form. */
  public String getRequestsLines() {
    return FormLines.text(getRequests());
  }

  /** As lines, for the form. */
  public String getLimitsLines() {
    return FormLines.text(getLimits());
  }

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends Descriptor<Option> {
    @Override
    public String getDisplayName() {
      return Messages.ContainerOption_displayName();
    }

    @Override
    public Option newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
      FormLines requests = FormLines.takenFrom(form, "requests");
      FormLines limits = FormLines.takenFrom(form, "limits");
      ContainerOption option = (ContainerOption) super.newInstance(request, form);
      option.setRequests(requests.pairs());
      option.setLimits(limits.pairs());
      return option;
    }
  }
}
