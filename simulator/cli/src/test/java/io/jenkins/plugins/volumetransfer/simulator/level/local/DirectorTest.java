package io.jenkins.plugins.volumetransfer.simulator.level.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.volumetransfer.simulator.scenario.Catalogue;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Who strikes")
class DirectorTest {
  private static final int BYTES = 100;

  @TempDir Path destination;

  @Test
  @DisplayName("and can't says so in the end, whatever went wrong, and lets the program go on")
  void defect() {
    StrikeTrigger director = director("stunnel-dies-after-rsync");

    // There is no stage.
    assertThat(director.answer(Place.ENDING)).isEqualTo(ProgramGate.GO);

    assertThat(director.problem()).isPresent();
    assertThatExceptionOfType(ProcessPolling.StillWaiting.class)
        .isThrownBy(director::requireStruck);
  }

  @Test
  @DisplayName("a copy that has ended by then says that it was too late")
  void tooLate() throws Exception {
    Files.write(destination.resolve("file"), new byte[BYTES]);
    StrikeTrigger director = director("clock-jumps");

    director.awaitCopy();

    assertThatExceptionOfType(StrikeTrigger.TooLate.class).isThrownBy(director::requireStruck);
  }

  @Test
  @DisplayName("a copy in its midst is content")
  void inTime() throws Exception {
    Files.write(destination.resolve("file"), new byte[BYTES - 1]);
    StrikeTrigger director = director("clock-jumps");

    director.awaitCopy();

    director.requireStruck();
  }

  private StrikeTrigger director(String scenario) {
    Strike strike = Catalogue.own().find(scenario).orElseThrow().strikes().get(0);
    return new StrikeTrigger(
        strike,
        new Striking(strike, null, Topology.SEPARATE, new ShiftedClock()),
        new CopiedShare(destination, BYTES));
  }
}
