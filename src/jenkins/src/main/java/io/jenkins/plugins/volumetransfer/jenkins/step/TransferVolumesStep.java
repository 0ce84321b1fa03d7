package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code transferVolumes}: copies, and ends when all is copied and deleted what was made for it.
 */
public final class TransferVolumesStep extends OptionStep {
  @DataBoundConstructor
  public TransferVolumesStep() {}

  @Override
  public StepExecution start(StepContext context) throws TransferFailedException {
    return new TransferVolumesExecution(context, asked());
  }

  /** Of the step. */
  @Extension
  public static final class DescriptorImpl extends OptionStepDescriptor {
    @Override
    public String getFunctionName() {
      return "transferVolumes";
    }

    @Override
    public String getDisplayName() {
      return Messages.TransferVolumesStep_displayName();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(FlowNode.class, Run.class, TaskListener.class);
    }
  }
}
