package io.jenkins.plugins.volumetransfer.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import io.jenkins.plugins.volumetransfer.jenkins.form.Form;
import io.jenkins.plugins.volumetransfer.simulator.pipeline.StepArguments;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the snippet generator makes of a form that somebody has filled in. */
class StepFormTest {
  @BeforeEach
  void jenkins() {
    Extensions.register(new TransferVolumesStep.DescriptorImpl());
    Extensions.register(new SourceOption.DescriptorImpl());
    Extensions.register(new DestinationOption.DescriptorImpl());
    Extensions.register(new VolumeOption.DescriptorImpl());
    Extensions.register(new ResourcesOption.DescriptorImpl());
    Extensions.register(new ContainerOption.DescriptorImpl());
  }

  @AfterEach
  void forget() {
    Extensions.clear();
  }

  private static TransferVolumesStep step(JSONObject form) throws FormException {
    return (TransferVolumesStep)
        new TransferVolumesStep.DescriptorImpl().newInstance(Form.request(), form);
  }

  @Test
  @DisplayName("fields with a line for each entry become lists and maps, and lines again")
  void lines() throws FormException {
    TransferVolumesStep step =
        step(
            new JSONObject()
                .element("excludes", "*.tmp\r\n\n  cache/ \n")
                .element("excludeClaims", "cache-*")
                .element("storageClasses", "gp2 = premium\nslow=fast\n"));
    assertThat(step.excludes).containsExactly("*.tmp", "cache/");
    assertThat(step.getLines().get("excludes")).isEqualTo("*.tmp\ncache/");
    assertThat(step.excludeClaims).containsExactly("cache-*");
    assertThat(step.storageClasses).isEqualTo(Map.of("gp2", "premium", "slow", "fast"));
    assertThat(step.getLines().get("storageClasses").lines())
        .containsExactlyInAnyOrder("gp2=premium", "slow=fast");
  }

  @Test
  @DisplayName("the namespaces of a clean-up are lines too")
  void cleanup() throws FormException {
    CleanupVolumeTransferStep step =
        (CleanupVolumeTransferStep)
            new CleanupVolumeTransferStep.DescriptorImpl()
                .newInstance(
                    Form.request(),
                    new JSONObject().element("namespaces", "app-3\napp-4").element("run", ""));
    assertThat(step.namespaces).containsExactly("app-3", "app-4");
    assertThat(step.getLines().get("namespaces")).isEqualTo("app-3\napp-4");
    assertThat(step.run).isNull();
  }

  @Test
  @DisplayName("a line that is no pair is refused with the field and the line")
  void noPair() {
    assertThatThrownBy(() -> step(new JSONObject().element("storageClasses", "gp2=a\npremium")))
        .isInstanceOf(FormException.class)
        .hasMessage("storageClasses: \"premium\" is no pair; write a line NAME=VALUE for each");
  }

  @Test
  @DisplayName("what is left empty is not written: the spec has what somebody filled in")
  void empty() throws FormException {
    JSONObject noResources = new JSONObject().element("requests", "").element("limits", "");
    TransferVolumesStep step =
        step(
            new JSONObject()
                .element(
                    "source",
                    new JSONObject()
                        .element("kubeconfigId", "a")
                        .element("namespace", "")
                        .element("inCluster", false))
                .element(
                    "destination",
                    new JSONObject()
                        .element("namespace", "")
                        .element("inCluster", false)
                        .element("endpoint", "AUTO"))
                .element(
                    "volumes", List.of(new JSONObject().element("from", "x").element("to", "")))
                .element("image", "")
                .element("timeoutSeconds", "")
                .element("excludes", "")
                .element(
                    "resources",
                    new JSONObject()
                        .element("rsync", noResources)
                        .element("stunnel", noResources)));
    assertThat(step.tree())
        .isEqualTo(SpecReader.tree("{source: {kubeconfigId: a}, volumes: [{from: x}]}"));
  }

  /** What a form sends of each switch and each choice that nobody has touched. */
  private static JSONObject untouched() {
    JSONObject form = new JSONObject();
    for (SpecField<?> field : KnownFields.of(TransferVolumesStep.class)) {
      if (field.type() instanceof FieldType.Flag flag) {
        form.element(field.name(), flag.otherwise());
      } else if (field.type() instanceof FieldType.Choice<?> choice) {
        form.element(field.name(), choice.otherwise().name());
      }
    }
    return form;
  }

  @Test
  @DisplayName("of switches and choices, a form writes only what somebody has changed")
  void changed() throws FormException {
    assertThat(untouched().opt("delete")).isEqualTo(true);
    TransferVolumesStep step = step(untouched().element("source", new JSONObject()));
    for (Field field : WrittenFields.of(TransferVolumesStep.class)) {
      assertThat(WrittenFields.value(field, step)).as(field.getName()).isNull();
    }
    assertThat(
            step(untouched()
                    .element("delete", false)
                    .element("verify", true)
                    .element("topology", "SINGLE"))
                .tree())
        .isEqualTo(SpecReader.tree("{delete: false, verify: true, topology: SINGLE}"));
  }

  @Test
  @DisplayName("of a clean-up, too")
  void cleanupUntouched() throws FormException {
    CleanupVolumeTransferStep step =
        (CleanupVolumeTransferStep)
            new CleanupVolumeTransferStep.DescriptorImpl()
                .newInstance(
                    Form.request(),
                    new JSONObject()
                        .element("inCluster", false)
                        .element("allNamespaces", false)
                        .element("dryRun", false)
                        .element("context", ""));
    for (Field field : WrittenFields.of(CleanupVolumeTransferStep.class)) {
      assertThat(WrittenFields.value(field, step)).as(field.getName()).isNull();
    }
  }

  @Test
  @DisplayName("a Pipeline that writes a default has written it")
  void explicitDefault() {
    TransferVolumesStep step =
        StepArguments.of(TransferVolumesStep.class)
            .instantiate(
                Map.of("delete", true, "hardLinks", "true", "topology", "SEPARATE"), x -> {});
    assertThat(step.tree())
        .isEqualTo(SpecReader.tree("{delete: true, hardLinks: true, topology: SEPARATE}"));
  }

  @Test
  @DisplayName("a form that is filled in whole is a spec that can be read")
  void whole() throws FormException {
    TransferVolumesStep step =
        step(
            new JSONObject()
                .element("source", new JSONObject().element("namespace", "app-3"))
                .element(
                    "destination",
                    new JSONObject()
                        .element("namespace", "app-4")
                        .element("endpoint", "CLUSTER_IP"))
                .element(
                    "volumes",
                    List.of(new JSONObject().element("from", "x").element("toPath", "y")))
                .element("bandwidthLimit", "50M")
                .element("verify", true)
                .element("topology", "SINGLE")
                .element("timeoutSeconds", "60")
                .element(
                    "resources",
                    new JSONObject()
                        .element(
                            "rsync",
                            new JSONObject()
                                .element("requests", "cpu=500m\nmemory=64Mi")
                                .element("limits", ""))));
    var spec = SpecReader.read(step.tree());
    assertThat(spec.volumes().get(0)).hasToString("app-3/x -> app-4/x:y");
    assertThat(spec.verify()).isTrue();
    assertThat(spec.pods().source().rsyncResources().requests())
        .isEqualTo(Map.of("cpu", "500m", "memory", "64Mi"));
    assertThat(spec.timeouts().transfer()).hasSeconds(60);
  }

  @Test
  @DisplayName("an image in pods stands above that of the system's configuration")
  void imageOfPods() throws TransferFailedException {
    VolumeTransferConfiguration configuration = new VolumeTransferConfiguration();
    configuration.setImage("system:1");
    Extensions.register(configuration);
    TransferVolumesStep step = new TransferVolumesStep();
    step.source = new SourceOption();
    step.source.kubeconfigId = "a";
    VolumeOption volume = new VolumeOption("a/x");
    volume.to = "b/x";
    step.volumes = List.of(volume);
    step.pods = new PodsOption();
    step.pods.image = "own:1";

    assertThat(step.asked().spec().pods().source().rsyncImage()).isEqualTo("own:1");
  }
}
