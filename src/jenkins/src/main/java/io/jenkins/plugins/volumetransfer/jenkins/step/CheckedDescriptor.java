package io.jenkins.plugins.volumetransfer.jenkins.step;

import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Of a step whose arguments are looked at before they are bound. What is wrong ends the step with
 * one line: Jenkins prints the stack of each other exception.
 */
public abstract class CheckedDescriptor extends StepDescriptor {
  @Override
  public Step newInstance(Map<String, Object> arguments) throws Exception {
    try {
      return super.newInstance(Arguments.checked(clazz, arguments));
    } catch (IllegalArgumentException e) {
      throw new TransferFailedException(TransferFailedException.INVALID_SPEC, e.getMessage());
    }
  }
}
