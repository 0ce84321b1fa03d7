package io.jenkins.plugins.volumetransfer.jenkins;

import io.jenkins.plugins.volumetransfer.jenkins.step.CleanupVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.ContainerOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.DestinationOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.PlanVolumeTransferStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.ResourcesOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.SourceOption;
import io.jenkins.plugins.volumetransfer.jenkins.step.TransferVolumesStep;
import io.jenkins.plugins.volumetransfer.jenkins.step.VolumeOption;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The forms of the snippet generator, and the snippets that they give. */
@WithJenkins
class StepFormTest {

  private JenkinsRule jenkins;

  @BeforeEach
  void addCredential(JenkinsRule rule) throws Exception {
    jenkins = rule;
    // Else the drop-down has nothing to choose.
    Pipelines.addKubeconfig("{}");
  }

  @Test
  @DisplayName("what a form shows of transferVolumes is what it was given")
  void transfer() throws Exception {
    TransferVolumesStep step = step();
    step.bandwidthLimit = "50M";
    step.excludes = List.of("*.tmp", "cache/");
    step.storageClasses = Map.of("gp2", "premium");
    step.resources = resources();
    step.timeoutSeconds = 14_400;

    TransferVolumesStep shown = new StepConfigTester(jenkins).configRoundTrip(step);

    jenkins.assertEqualDataBoundBeans(step, shown);
  }

  @Test
  @DisplayName("a form that nobody has touched sets nothing")
  void untouched() throws Exception {
    TransferVolumesStep shown =
        new StepConfigTester(jenkins).configRoundTrip(new TransferVolumesStep());

    jenkins.assertEqualDataBoundBeans(new TransferVolumesStep(), shown);
  }

  @Test
  @DisplayName("what a form shows of cleanupVolumeTransfer is what it was given")
  void cleanup() throws Exception {
    CleanupVolumeTransferStep step = new CleanupVolumeTransferStep();
    step.kubeconfigId = Pipelines.CREDENTIAL;
    step.namespaces = List.of("app-3", "app-4");

    CleanupVolumeTransferStep shown = new StepConfigTester(jenkins).configRoundTrip(step);

    jenkins.assertEqualDataBoundBeans(step, shown);
  }

  @Test
  @DisplayName("a snippet says what was chosen and nothing else, and gives the same step again")
  void snippet() throws Exception {
    new SnippetizerTester(jenkins)
        .assertRoundTrip(
            step(),
            "transferVolumes destination: [kubeconfigId: 'cluster-a', namespace: 'app-4'],"
                + " source: [kubeconfigId: 'cluster-a', namespace: 'app-3'], verify: true,"
                + " volumes: [[from: 'postgresql'], [from: 'redis', to: 'redis-data']]");
  }

  @Test
  @DisplayName("mappings are in a snippet as a script has them")
  void mappings() throws Exception {
    TransferVolumesStep step = new TransferVolumesStep();
    step.resources = resources();
    step.storageClasses = Map.of("gp2", "premium");
    new SnippetizerTester(jenkins)
        .assertRoundTrip(
            step,
            "transferVolumes resources: [rsync: [limits: [memory: '64Mi']]],"
                + " storageClasses: [gp2: 'premium']");
  }

  @Test
  @DisplayName("Jenkins can write the reference of each step")
  void reference() throws Exception {
    SnippetizerTester.assertDocGeneration(TransferVolumesStep.class);
    SnippetizerTester.assertDocGeneration(PlanVolumeTransferStep.class);
    SnippetizerTester.assertDocGeneration(CleanupVolumeTransferStep.class);
  }

  private static ResourcesOption resources() {
    ContainerOption rsync = new ContainerOption();
    rsync.limits = Map.of("memory", "64Mi");
    ResourcesOption resources = new ResourcesOption();
    resources.rsync = rsync;
    return resources;
  }

  private static TransferVolumesStep step() {
    SourceOption source = new SourceOption();
    source.kubeconfigId = Pipelines.CREDENTIAL;
    source.namespace = "app-3";
    DestinationOption destination = new DestinationOption();
    destination.kubeconfigId = Pipelines.CREDENTIAL;
    destination.namespace = "app-4";
    VolumeOption redis = new VolumeOption("redis");
    redis.to = "redis-data";
    TransferVolumesStep step = new TransferVolumesStep();
    step.source = source;
    step.destination = destination;
    step.volumes = List.of(new VolumeOption("postgresql"), redis);
    step.verify = true;
    return step;
  }
}
