package io.jenkins.plugins.volumetransfer.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import io.jenkins.plugins.volumetransfer.jenkins.config.VolumeTransferConfiguration;
import jenkins.model.GlobalConfiguration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The global configuration: as code, by its form, and as a former version has stored it. */
@WithJenkinsConfiguredWithCode
class ConfigurationTest {

  @Test
  @ConfiguredWithCode("volume-transfer.yaml")
  @DisplayName("what is written as code is set, exported again, and kept by the form")
  void asCode(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
    assertThatItIsSet();

    ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
    String exported = Util.toYamlString(Util.getUnclassifiedRoot(context).get("volumeTransfer"));
    assertThat(exported)
        .contains("image: \"registry.example/transfer:1\"")
        .contains("inClusterAllowed: true")
        .contains("maxConcurrentTransfers: 16")
        .contains("timeoutSeconds: 14400");

    jenkins.configRoundtrip();
    assertThatItIsSet();
  }

  private static void assertThatItIsSet() {
    VolumeTransferConfiguration set =
        GlobalConfiguration.all().get(VolumeTransferConfiguration.class);
    assertThat(set.getImage()).isEqualTo("registry.example/transfer:1");
    assertThat(set.isInClusterAllowed()).isTrue();
    assertThat(set.getMaxConcurrentTransfers()).isEqualTo(16);
    assertThat(set.getTimeoutSeconds()).isEqualTo(14_400);
  }
}
