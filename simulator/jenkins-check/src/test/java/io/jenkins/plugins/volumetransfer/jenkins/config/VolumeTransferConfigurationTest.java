package io.jenkins.plugins.volumetransfer.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor.FormException;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.jenkins.form.Form;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.standin.Extensions;
import io.jenkins.plugins.volumetransfer.standin.Permissions;
import java.time.Duration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VolumeTransferConfigurationTest {
  private final VolumeTransferConfiguration configuration = new VolumeTransferConfiguration();

  @AfterEach
  void allowAll() {
    Permissions.clear();
    Extensions.clear();
  }

  /** What a browser sends: each field, numbers as text. */
  private static JSONObject form() {
    return new JSONObject()
        .element("image", "registry/transfer:1")
        .element("inClusterAllowed", true)
        .element("maxConcurrentTransfers", "5")
        .element("timeoutSeconds", "3600")
        .element("tunnelTimeoutSeconds", "61")
        .element("podStartTimeoutSeconds", "62")
        .element("noProgressTimeoutSeconds", "63");
  }

  @Test
  @DisplayName(
      "without a word of an administrator, the defaults are those of the spec, and nobody is in the cluster")
  void defaults() {
    assertThat(configuration.inClusterAllowed()).isFalse();
    assertThat(configuration.maxConcurrentTransfers())
        .isEqualTo(TransferSettings.DEFAULT.maxConcurrentTransfers());
    var spec = configuration.specDefaults();
    spec.putArray("volumes").addObject().put("from", "a/x").put("to", "b/x");
    assertThat(SpecReader.read(spec).timeouts()).isEqualTo(Timeouts.DEFAULT);
    assertThat(SpecReader.read(spec).pods()).isEqualTo(PodOptions.DEFAULT);
  }

  @Test
  @DisplayName("a form that is right is taken whole, and is what the controller asks for")
  void configured() throws FormException {
    Extensions.register(configuration);
    configuration.configure(Form.request(), form());
    TransferSettings settings = TransferSettings.get();
    assertThat(settings.inClusterAllowed()).isTrue();
    assertThat(settings.maxConcurrentTransfers()).isEqualTo(5);
    var spec = settings.specDefaults();
    spec.putArray("volumes").addObject().put("from", "a/x").put("to", "b/x");
    assertThat(SpecReader.read(spec).timeouts().transfer()).isEqualTo(Duration.ofHours(1));
    assertThat(SpecReader.read(spec).pods().source().rsyncImage()).isEqualTo("registry/transfer:1");
  }

  @Test
  @DisplayName("a form with a number that is wrong names the field, and changes nothing")
  void wrong() {
    for (String bad : new String[] {"", "0", "2592001", "1e3", "-5", "99999999999999"}) {
      assertThatThrownBy(
              () ->
                  configuration.configure(
                      Form.request(), form().element("tunnelTimeoutSeconds", bad)))
          .isInstanceOf(FormException.class)
          .hasMessage(
              "`tunnelTimeoutSeconds` is \""
                  + bad
                  + "\"; write a whole number of seconds, 1 to 2592000");
    }
    assertThat(configuration.getMaxConcurrentTransfers()).isEqualTo(64);
    assertThat(configuration.isInClusterAllowed()).isFalse();
  }

  @Test
  @DisplayName("Configuration as Code gets the same error from the setter")
  void setter() {
    assertThatThrownBy(() -> configuration.setMaxConcurrentTransfers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "`maxConcurrentTransfers` is \"0\"; write a whole number of transfers, 1 to 1000");
    assertThat(configuration.getMaxConcurrentTransfers()).isEqualTo(64);
  }

  @Test
  @DisplayName("an image that is left empty is the one that belongs to this version")
  void image() {
    configuration.setImage("other");
    configuration.setImage(" ");
    assertThat(configuration.getImage()).isEqualTo(PodOptions.DEFAULT_IMAGE);
  }

  @Test
  @DisplayName("checks answer administrators only")
  void permission() {
    assertThat(configuration.doCheckTimeoutSeconds("x").kind).isEqualTo(FormValidation.Kind.ERROR);
    assertThat(configuration.doCheckTimeoutSeconds("60").kind).isEqualTo(FormValidation.Kind.OK);
    assertThat(configuration.doCheckInClusterAllowed(true).kind)
        .isEqualTo(FormValidation.Kind.WARNING);
    Permissions.deny(Jenkins.ADMINISTER);
    assertThatThrownBy(() -> configuration.doCheckTimeoutSeconds("60"))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> configuration.doCheckInClusterAllowed(true))
        .isInstanceOf(SecurityException.class);
  }
}
