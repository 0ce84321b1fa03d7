package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: what the command line advises are commands that it has. */
class CommandAdviceTest {
  @Test
  @DisplayName("another run: wait for it, go on with it, or remove it")
  void otherRun() {
    ObjectRef pod = new ObjectRef(Side.DESTINATION, ObjectRef.Kind.POD, "b", "vt-old");

    assertThat(new CommandAdvice().otherRun(new RunId("old"), pod))
        .isEqualTo(
            "wait for its end, go on with it by `volume-transfer transfer --resume old`, or remove"
                + " it by `volume-transfer cleanup --run old -n b`");
  }
}
