package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import io.jenkins.plugins.volumetransfer.jenkins.check.TestBuild;
import io.jenkins.plugins.volumetransfer.jenkins.check.TestJenkins;
import io.jenkins.plugins.volumetransfer.jenkins.step.CleanupVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.PlanVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Installation;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Shell;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A Jenkins with the plugin, whose credentials lead to local clusters. */
final class Controller implements AutoCloseable {

  private final TestJenkins jenkins =
      new TestJenkins(
          new PlanVolumeTransferStep.DescriptorImpl(),
          new CleanupVolumeTransferStep.DescriptorImpl());
  private final Shell shell;

  /**
   * @param clusters by the ids of their credentials
   * @param shell runs what the pipelines give to {@code sh}
   */
  Controller(Map<String, Data> clusters, Shell shell) throws IOException {
    this.shell = shell;
    for (Map.Entry<String, Data> each : clusters.entrySet()) {
      jenkins.addKubeconfig(each.getKey(), each.getValue().cluster().kubeconfig());
    }
  }

  /** Dies with all that it knows, and comes up again; its builds must be killed before. */
  void restart() {
    jenkins.restart();
  }

  Build build(Path directory, String pipeline, Map<String, ?> parameters) throws IOException {
    return Build.start(installation(directory), directory, pipeline, parameters);
  }

  Build resume(Path directory) throws IOException {
    return Build.resume(installation(directory), directory);
  }

  private Installation installation(Path directory) {
    TestBuild run = new TestBuild("team/copy", directory);
    return new Installation(
        Extensions.of(StepDescriptor.class),
        shell,
        new Installation.Context() {
          @Override
          public <T> Optional<T> find(Class<T> type, Build build) {
            return type.isInstance(run) ? Optional.of(type.cast(run)) : Optional.empty();
          }
        },
        Clock.systemUTC());
  }

  @Override
  public void close() {
    jenkins.close();
  }
}
