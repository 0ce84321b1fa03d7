package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of an option. */
public abstract class OptionDescriptor extends Descriptor<Option> {
  @Override
  public Option newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
    return FormFields.bound(clazz, form, rest -> super.newInstance(request, rest));
  }

  @Override
  public FormValidation.CheckMethod getCheckMethod(String field) {
    return FieldCheck.method(super.getCheckMethod(field), this, field);
  }

  /** Any field of the catalogue, by its name below this path. */
  @POST
  public FormValidation doCheckField(
      StaplerRequest2 request, @AncestorInPath Item item, @QueryParameter String value) {
    return check(item, FieldCheck.asked(request), value);
  }

  FormValidation check(Item item, String name, String value) {
    return FieldCheck.of(item, clazz, "", name, value);
  }
}
