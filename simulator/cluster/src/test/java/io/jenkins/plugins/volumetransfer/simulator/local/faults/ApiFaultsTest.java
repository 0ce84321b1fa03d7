package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: whatever goes wrong between the client and its API server, a run says the truth, ends, and
 * names what it leaves. Method: the real engine and its real client on the embedded API server with
 * faults by seeds, until these have had their say; then what is left is compared with what was
 * said. {@code -Dfault.seeds=2000} plays more, {@code -Dfault.seed=7} one of them again.
 */
@Tag("integration")
@Tag("search")
class ApiFaultsTest {
  private static final int SEEDS_COUNT = 40;

  @Test
  @DisplayName("no false success, no hang, no silent leak, no defect")
  void search() throws Exception {
    LongStream seeds =
        Optional.ofNullable(Long.getLong("fault.seed"))
            .map(LongStream::of)
            .orElseGet(() -> LongStream.rangeClosed(1, Long.getLong("fault.seeds", SEEDS_COUNT)));

    List<FaultyRun.Verdict> verdicts = FaultSearch.play(seeds);

    System.out.println(FaultSearch.summary(verdicts));
    assertThat(verdicts).anyMatch(verdict -> verdict.faults() > 0);
    assertThat(
            verdicts.stream()
                .filter(verdict -> !verdict.problems().isEmpty())
                .map(FaultSearch::described)
                .collect(Collectors.joining("\n")))
        .isEmpty();
  }
}
