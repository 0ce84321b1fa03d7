package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;

import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferController;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Build;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Installation;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.Shell;
import io.jenkins.plugins.volumetransfer.standin.CredentialStore;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** A Jenkins with the plugin, whose credentials lead to local clusters. */
final class Controller implements AutoCloseable {

  private final Map<String, LocalCluster> clusters;
  private final Shell shell;

  /**
   * @param clusters by the ids of their credentials
   */
  private Controller(Map<String, LocalCluster> clusters, Shell shell) {
    this.clusters = clusters;
    this.shell = shell;
  }

  static Controller start(Map<String, LocalCluster> clusters, Shell shell) throws IOException {
    Controller controller = new Controller(clusters, shell);
    controller.comeUp();
    return controller;
  }

  private void comeUp() throws IOException {
    Extensions.register(new KubeconfigCredential.Source());
    Extensions.register(new TransferController());
    Extensions.register(new TransferVolumesStep.DescriptorImpl());
    for (Map.Entry<String, LocalCluster> each : clusters.entrySet()) {
      String kubeconfig = Files.readString(each.getValue().kubeconfig());
      CredentialStore.add("", new KubeconfigCredential(each.getKey(), kubeconfig));
    }
  }

  /** Dies with all that it knows, and comes up again; builds must be killed before. */
  void restart() throws IOException {
    close();
    comeUp();
  }

  Build build(Path directory, String pipeline, Map<String, ?> parameters) throws IOException {
    return Build.start(installation(directory), directory, pipeline, parameters);
  }

  Build resume(Path directory) throws IOException {
    return Build.resume(installation(directory), directory);
  }

  private Installation installation(Path directory) {
    Run<?, ?> run = new PipelineJob.PipelineRun(new PipelineJob(), directory.toFile());
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
    TransferController.shutDown();
    Extensions.clear();
    CredentialStore.clear();
  }
}
