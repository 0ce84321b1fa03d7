package io.jenkins.plugins.volumetransfer.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The budget of a search")
class SearchBudgetTest {
  private final String before = System.getProperty(SearchBudget.PROPERTY);
  private Duration cpu = Duration.ofSeconds(7);
  private long nanos;

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(SearchBudget.PROPERTY);
    } else {
      System.setProperty(SearchBudget.PROPERTY, before);
    }
  }

  @Test
  @DisplayName("is spent once the limit was used since it was made, and says what was covered")
  void spent() {
    SearchBudget budget = budget(Optional.of(Duration.ofSeconds(60)));

    assertThat(after(59, budget)).isFalse();
    assertThat(after(1, budget)).isTrue();
    assertThat(after(0, budget)).isTrue();
    assertThat(budget.covered(1_200, 20_000, "schedules"))
        .isEqualTo("1,200 of 20,000 schedules (6 %) in 60 CPU seconds");
  }

  @Test
  @DisplayName("is never spent without a limit")
  void unlimited() {
    assertThat(after(1_000_000, budget(Optional.empty()))).isFalse();
  }

  private SearchBudget budget(Optional<Duration> limit) {
    return new SearchBudget(limit, () -> cpu, () -> nanos);
  }

  private boolean after(int cpuSeconds, SearchBudget budget) {
    cpu = cpu.plusSeconds(cpuSeconds);
    nanos += Duration.ofSeconds(1).toNanos();
    return budget.isSpent();
  }

  @Test
  @DisplayName("comes from a property, which has to be a number")
  void property() {
    System.setProperty(SearchBudget.PROPERTY, "0");
    assertThat(SearchBudget.ofProperty().isSpent()).isTrue();

    System.clearProperty(SearchBudget.PROPERTY);
    assertThat(SearchBudget.ofProperty().isSpent()).isFalse();

    System.setProperty(SearchBudget.PROPERTY, "1m");
    assertThatThrownBy(SearchBudget::ofProperty)
        .hasMessage("-Dsearch.cpu.seconds=1m: write a whole number of CPU seconds, such as 60");
  }

  @Test
  @DisplayName("counts the processes that were started, those that still run too")
  void processes() throws IOException, InterruptedException {
    Duration begin = CpuTime.withLiving();
    Process busy =
        new ProcessBuilder("bash", "-c", "for ((i = 0; i < 200000; i++)); do :; done; echo; read")
            .start();
    busy.getInputStream().read();
    Duration living = CpuTime.withLiving();
    Duration waitedFor = CpuTime.waitedFor();
    busy.getOutputStream().close();
    busy.waitFor();

    assertThat(living).isGreaterThan(begin.plusMillis(50));
    assertThat(CpuTime.waitedFor()).isGreaterThan(waitedFor.plusMillis(50));
  }
}
