package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.FormValidation.Kind;
import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import io.jenkins.plugins.volumetransfer.standin.Permissions;
import java.lang.reflect.Proxy;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FieldCheckTest {
  private final Item job = job();

  private final TransferVolumesStep.DescriptorImpl step = new TransferVolumesStep.DescriptorImpl();
  private final DestinationOption.DescriptorImpl destination =
      new DestinationOption.DescriptorImpl();
  private final VolumeOption.DescriptorImpl volume = new VolumeOption.DescriptorImpl();

  static Item job() {
    return (Item)
        Proxy.newProxyInstance(
            FieldCheckTest.class.getClassLoader(),
            new Class<?>[] {Item.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hasPermission" ->
                      Permissions.granted((hudson.security.Permission) arguments[0]);
                  case "getFullName" -> "team/migrate";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @AfterEach
  void allowAll() {
    Permissions.clear();
    Extensions.clear();
  }

  private static void isError(FormValidation checked, String message) {
    assertThat(checked.kind).isEqualTo(Kind.ERROR);
    assertThat(checked).hasMessageContaining(message);
  }

  @Test
  @DisplayName("what is wrong with a field is said in the words of the run")
  void wrong() {
    isError(step.doCheckBandwidthLimit(job, "fast"), "bandwidthLimit");
    isError(step.doCheckBandwidthLimit(job, "fast"), "500K, 50M");
    isError(destination.doCheckNamespace(job, "App_4"), "destination.namespace");
    isError(destination.doCheckAddress(job, "host", "AUTO"), "HOST:PORT");
    isError(destination.doCheckServerUrl(job, "http://cluster:6443"), "https");
    isError(volume.doCheckFrom(job, "My Claim"), "volumes[0].from");
    isError(volume.doCheckToPath(job, "/abs"), "without a leading /");
    isError(step.doCheckSpec(job, "source: [\n"), "");
    isError(step.doCheckSpec(job, "just words"), "mapping");
  }

  @Test
  @DisplayName("what is right, or not written, is passed")
  void right() {
    assertThat(step.doCheckBandwidthLimit(job, "50M").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckBandwidthLimit(job, "").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckNamespace(job, "app-4").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckAddress(job, "host:443", "AUTO").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckAddress(job, "node-1", "NODE_PORT").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckServerUrl(job, "https://cluster:6443").kind).isEqualTo(Kind.OK);
    assertThat(volume.doCheckFrom(job, "other/claim").kind).isEqualTo(Kind.OK);
    assertThat(volume.doCheckTo(job, "claim").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckSpec(job, "volumes: [{from: x}]").kind).isEqualTo(Kind.OK);
  }

  @Test
  @DisplayName("who may not configure the job is told nothing")
  void permission() {
    Permissions.deny(Item.EXTENDED_READ);
    Permissions.deny(CredentialsProvider.USE_ITEM);
    assertThat(step.doCheckBandwidthLimit(job, "fast").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckSpec(job, "just words").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckInCluster(job, true).kind).isEqualTo(Kind.OK);
  }

  @Test
  @DisplayName("outside of a job, only an administrator is answered")
  void outside() {
    assertThat(step.doCheckBandwidthLimit(null, "fast").kind).isEqualTo(Kind.ERROR);
    Permissions.deny(Jenkins.ADMINISTER);
    assertThat(step.doCheckBandwidthLimit(null, "fast").kind).isEqualTo(Kind.OK);
  }

  @Test
  @DisplayName("the service account of Jenkins is refused until an administrator allows it")
  void inCluster() {
    VolumeTransferConfiguration configuration = new VolumeTransferConfiguration();
    Extensions.register(configuration);
    isError(destination.doCheckInCluster(job, true), "administrator");
    assertThat(destination.doCheckInCluster(job, false).kind).isEqualTo(Kind.OK);
    configuration.setInClusterAllowed(true);
    assertThat(destination.doCheckInCluster(job, true).kind).isEqualTo(Kind.OK);
  }
}
