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
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.StaplerRequest2;

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

  /** What a form asks of a field. */
  private static StaplerRequest2 of(String field) {
    return (StaplerRequest2)
        Proxy.newProxyInstance(
            FieldCheckTest.class.getClassLoader(),
            new Class<?>[] {StaplerRequest2.class},
            (self, method, arguments) -> {
              if (!method.getName().equals("getRestOfPath")) {
                throw new UnsupportedOperationException(method.getName());
              }
              return "/" + field;
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
    isError(step.doCheckField(of("bandwidthLimit"), job, "fast"), "bandwidthLimit");
    isError(step.doCheckField(of("bandwidthLimit"), job, "fast"), "500K, 50M");
    isError(destination.doCheckField(of("namespace"), job, "App_4"), "destination.namespace");
    isError(destination.doCheckAddress(job, "host", "AUTO"), "HOST:PORT");
    isError(destination.doCheckServerUrl(job, "http://cluster:6443"), "https");
    isError(volume.doCheckField(of("from"), job, "My Claim"), "volumes[0].from");
    isError(volume.doCheckField(of("toPath"), job, "/abs"), "without a leading /");
    isError(step.doCheckSpec(job, "source: [\n"), "");
    isError(step.doCheckSpec(job, "just words"), "mapping");
  }

  @Test
  @DisplayName("what is right, or not written, is passed")
  void right() {
    assertThat(step.doCheckField(of("bandwidthLimit"), job, "50M").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckField(of("bandwidthLimit"), job, "").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckField(of("namespace"), job, "app-4").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckAddress(job, "host:443", "AUTO").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckAddress(job, "node-1", "NODE_PORT").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckServerUrl(job, "https://cluster:6443").kind).isEqualTo(Kind.OK);
    assertThat(volume.doCheckField(of("from"), job, "other/claim").kind).isEqualTo(Kind.OK);
    assertThat(volume.doCheckField(of("to"), job, "claim").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckSpec(job, "volumes: [{from: x}]").kind).isEqualTo(Kind.OK);
  }

  @Test
  @DisplayName("who may not configure the job is told nothing")
  void permission() {
    Permissions.deny(Item.EXTENDED_READ);
    Permissions.deny(CredentialsProvider.USE_ITEM);
    assertThat(step.doCheckField(of("bandwidthLimit"), job, "fast").kind).isEqualTo(Kind.OK);
    assertThat(step.doCheckSpec(job, "just words").kind).isEqualTo(Kind.OK);
    assertThat(destination.doCheckInCluster(job, true).kind).isEqualTo(Kind.OK);
  }

  @Test
  @DisplayName("outside of a job, only an administrator is answered")
  void outside() {
    assertThat(step.doCheckField(of("bandwidthLimit"), null, "fast").kind).isEqualTo(Kind.ERROR);
    Permissions.deny(Jenkins.ADMINISTER);
    assertThat(step.doCheckField(of("bandwidthLimit"), null, "fast").kind).isEqualTo(Kind.OK);
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

  @Test
  @DisplayName("each kind of field is read as a run reads it, and nothing is said of a stranger")
  void kinds() {
    isError(step.doCheckField(of("retries"), job, "21"), "retries: is 21");
    isError(step.doCheckField(of("retries"), job, "many"), "a whole number");
    isError(step.doCheckField(of("storageClasses"), job, "gp2"), "NAME=VALUE");
    isError(step.doCheckField(of("storageClasses"), job, "gp2=A B"), "storageClasses.gp2");
    isError(step.doCheckField(of("image"), job, "a b"), "image reference");
    isError(
        new ContainerOption.DescriptorImpl().doCheckField(of("limits"), job, "cpu=much"),
        "limits.cpu");
    for (String right : List.of("retries 20", "selector app=web", "runAsUser 1000", "other x")) {
      String[] both = right.split(" ");
      assertThat(step.doCheckField(of(both[0]), job, both[1]).kind).isEqualTo(Kind.OK);
    }
  }

  @Test
  @DisplayName("a form asks the one method of a field, or the one of all")
  void methods() {
    String volume = "/jenkins/descriptorByName/" + VolumeOption.class.getName();
    assertThat(this.volume.getCheckMethod("from").toStemUrl())
        .isEqualTo(volume + "/checkField/from");
    assertThat(this.volume.getCheckMethod("from").getDependsOn()).isEmpty();
    assertThat(destination.getCheckMethod("address").toStemUrl()).endsWith("/checkAddress");
    assertThat(destination.getCheckMethod("kubeconfigId").toStemUrl()).isNull();
    assertThat(step.getCheckMethod("verify").toStemUrl()).isNull();
    assertThat(step.getCheckMethod("spec").toStemUrl()).endsWith("/checkSpec");
  }
}
