package io.jenkins.plugins.volumetransfer.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sample of the catalogue")
class CaseTest {
  private final List<Case> all = Case.all(Catalogue.own());
  private final List<Case> sample = Case.sample(Catalogue.own());

  @Test
  @DisplayName("has each failure of rsync once, with each topology and at each moment in turn")
  void failuresOfRsync() {
    List<Case> failures =
        sample.stream()
            .filter(each -> each.scenario().name().startsWith("rsync-fails-with-"))
            .toList();

    assertThat(failures)
        .extracting(each -> each.scenario().strikes().get(0).code().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ExitCode.values())
                .filter(code -> code.origin() == ExitCode.Origin.RSYNC && code.number() != 0)
                .map(ExitCode::number)
                .toList());
    assertThat(failures).extracting(Case::topology).contains(Topology.values());
    assertThat(failures)
        .extracting(each -> each.scenario().strikes().get(0).when().words())
        .contains("at 0 %", "at 50 %", "at 100 %");
  }

  @Test
  @DisplayName("has everything else as a whole")
  void everythingElse() {
    assertThat(sample)
        .containsAll(
            all.stream()
                .filter(each -> !each.scenario().name().startsWith("rsync-fails-with-"))
                .toList());
  }
}
