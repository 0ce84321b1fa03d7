package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever calls the writers of configuration files: no value becomes a line of its own. */
class ConfigTextTest {
  private static final TransferSpec SPEC =
      io.jenkins.plugins.volumetransfer.spec.SpecReader.read(
          "{source: {namespace: a}, destination: {namespace: b}, volumes: [{from: x}]}");

  @ParameterizedTest
  @ValueSource(strings = {"a\n[shell]\nexec = /bin/sh", "a\r\nb", "a\u0000", "a\u0085b", "a\tb"})
  @DisplayName("a value with a control character gets into no configuration file")
  void refused(String value) {
    Transfer transfer = evil(value);

    assertThatThrownBy(() -> new Address(value, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StunnelConfig.destination(value, Timeouts.DEFAULT))
        .hasMessageContaining("control character");
    assertThatThrownBy(() -> StunnelConfig.source(new Address("h", 1), value, SPEC))
        .hasMessageContaining("control character");
    assertThatThrownBy(() -> RsyncConfig.daemon(transfer, SPEC))
        .hasMessageContaining("control character");
    assertThatThrownBy(() -> RsyncConfig.volumes(transfer, Side.DESTINATION))
        .hasMessageContaining("control character");
    assertThatThrownBy(() -> ConfigText.of("%s\n", value))
        .hasMessageContaining("control character")
        .message()
        .doesNotContain("\n");
  }

  private static Transfer evil(String path) {
    ClaimRef claim = new ClaimRef("b", "x", path);
    return new Transfer(
        "x", "a", "b", List.of(new PlannedVolume(path, new VolumePair(claim, claim))));
  }
}
