package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.plan.PlannedObject;
import io.jenkins.plugins.volumetransfer.plan.PlannedObjects;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Ends where it starts: it reads and asks nothing. */
final class PlanVolumeTransferExecution extends StepExecution {
  private static final long serialVersionUID = 1L;

  private final transient PipelineSpec asked;

  PlanVolumeTransferExecution(StepContext context, PipelineSpec asked) {
    super(context);
    this.asked = asked;
  }

  @Override
  public boolean start() throws TransferFailedException {
    TransferSpec spec = asked.spec();
    if (spec.all().isPresent()) {
      throw new TransferFailedException(
          TransferFailedException.INVALID_SPEC,
          "all: a plan asks no cluster, so it can't know the claims; name them in volumes");
    }
    String yaml =
        PlannedObjects.of(
                spec, RunId.random(new SecureRandom()), SteadyClock.fromNow(), Optional.empty())
            .stream()
            .map(PlanVolumeTransferExecution::yaml)
            .collect(Collectors.joining());
    getContext().onSuccess(yaml);
    return true;
  }

  private static String yaml(PlannedObject planned) {
    String text = Serialization.asYaml(planned.object());
    String document = text.startsWith("---\n") ? text.substring(4) : text;
    return "---\n" + planned.comment().map(comment -> "# " + comment + "\n").orElse("") + document;
  }
}
