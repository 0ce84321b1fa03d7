package io.jenkins.plugins.volumetransfer.jenkins.step;

import java.util.Map;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Of a step whose arguments are looked at before they are bound. */
public abstract class CheckedDescriptor extends StepDescriptor implements CustomDescribableModel {
  @Override
  public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
    return Arguments.checked(clazz, arguments);
  }
}
