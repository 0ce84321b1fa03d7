package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Descriptor;
import io.jenkins.plugins.volumetransfer.standin.DataBinding;
import java.util.Map;
import java.util.Set;

public abstract class StepDescriptor extends Descriptor<Step> {
  public abstract Set<? extends Class<?>> getRequiredContext();

  public abstract String getFunctionName();

  public Step newInstance(Map<String, Object> arguments) throws Exception {
    return DataBinding.Bound.instance(clazz, arguments);
  }

  public String argumentsToString(Map<String, Object> namedArgs) {
    return null;
  }
}
