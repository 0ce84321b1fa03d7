package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** The form of an option. */
public abstract class OptionDescriptor extends Descriptor<Option> {
  @Override
  public Option newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
    return FormFields.bound(clazz, form, rest -> super.newInstance(request, rest));
  }
}
