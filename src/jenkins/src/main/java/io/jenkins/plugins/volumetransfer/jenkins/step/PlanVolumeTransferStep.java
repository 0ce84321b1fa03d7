package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Run;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code planVolumeTransfer}: gives what a copy would create, as YAML; asks no cluster. */
public final class PlanVolumeTransferStep extends OptionStep {
  @DataBoundConstructor
  public PlanVolumeTransferStep() {}

  @Override
  public StepExecution start(StepContext context) throws TransferFailedException {
    return new PlanVolumeTransferExecution(context, asked());
  }

  /** Of the step. */
  @Extension
  public static final class DescriptorImpl extends OptionStepDescriptor {
    @Override
    public String getFunctionName() {
      return "planVolumeTransfer";
    }

    @Override
    public String getDisplayName() {
      return Messages.PlanVolumeTransferStep_displayName();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(Run.class);
    }
  }
}
