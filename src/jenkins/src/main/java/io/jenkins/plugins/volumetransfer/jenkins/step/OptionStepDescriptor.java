package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Map;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The form of a step that has all options of a spec. */
public abstract class OptionStepDescriptor extends CheckedDescriptor {

  @Override
  public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
    return FormFields.bound(clazz, form, rest -> super.newInstance(request, rest));
  }

  @Override
  public String argumentsToString(Map<String, Object> arguments) {
    return CopyLabel.of(arguments).orElse(null);
  }

  /** Only whether it is YAML: the fields below it may complete it. */
  @POST
  public FormValidation doCheckSpec(@AncestorInPath Item item, @QueryParameter String value) {
    if (value.isBlank() || !FormPermission.granted(Optional.ofNullable(item))) {
      return FormValidation.ok();
    }
    try {
      JsonNode tree = SpecReader.tree(value);
      return tree.isObject()
          ? FormValidation.ok()
          : FormValidation.error("is no mapping of fields; begin each line with a field's name");
    } catch (SpecException e) {
      return FormValidation.error(e.getMessage());
    }
  }

  @Override
  public FormValidation.CheckMethod getCheckMethod(String field) {
    return FieldCheck.method(super.getCheckMethod(field), this, field);
  }

  /** Any field of the catalogue, by its name below this path. */
  @POST
  public FormValidation doCheckField(
      StaplerRequest2 request, @AncestorInPath Item item, @QueryParameter String value) {
    return FieldCheck.of(item, clazz, "", FieldCheck.asked(request), value);
  }
}
