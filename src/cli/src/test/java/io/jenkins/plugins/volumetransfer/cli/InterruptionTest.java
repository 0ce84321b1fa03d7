package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.driver.RunHandle;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterruptionTest {
  private final List<Failure> stops = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> lastWords = new ArrayList<>();
  private final List<ExitStatus> halted = new ArrayList<>();
  private final List<Consumer<StopSignal>> listeners = new ArrayList<>();
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();

  @Test
  @DisplayName("the second signal ends the process at once and says how to clean up")
  void second() {
    Interruption interruption = interruption(Duration.ofMinutes(1));

    listeners.get(0).accept(StopSignal.INT);
    listeners.get(0).accept(StopSignal.INT);

    assertThat(stops).hasSize(1);
    assertThat(halted).containsExactly(ExitStatus.INTERRUPTED);
    assertThat(lastWords).containsExactly("left at once; type this");
    assertThat(interruption.signal()).contains(StopSignal.INT);
  }

  @Test
  @DisplayName("a run that does not get clean within the bound is given up")
  void bound() throws InterruptedException {
    Interruption interruption = interruption(Duration.ofMillis(20));

    listeners.get(0).accept(StopSignal.TERM);

    assertThat(interruption.await()).isEmpty();
    assertThat(halted).isEmpty();
  }

  @Test
  @DisplayName("without a signal, it waits for the result however long that takes")
  void noSignal() throws InterruptedException {
    Interruption interruption = interruption(Duration.ofMillis(1));
    RunResult end = new RunResult(new RunId("r1"), List.of());

    CompletableFuture.delayedExecutor(50, java.util.concurrent.TimeUnit.MILLISECONDS)
        .execute(() -> result.complete(end));

    assertThat(interruption.await()).contains(end);
    assertThat(interruption.signal()).isEmpty();
  }

  private Interruption interruption(Duration cleanUpMax) {
    Interruption interruption =
        new Interruption(
            new Handle(), "type this", new Listened(), told::add, lastWords::add, cleanUpMax);
    interruption.begin();
    return interruption;
  }

  private final class Handle implements RunHandle {
    @Override
    public RunId id() {
      return new RunId("r1");
    }

    @Override
    public CompletionStage<RunResult> result() {
      return result;
    }

    @Override
    public void stop(Failure why) {
      stops.add(why);
    }
  }

  private final class Listened implements Signals {
    @Override
    public void listen(Consumer<StopSignal> listener) {
      listeners.add(listener);
    }

    @Override
    public void halt(ExitStatus status) {
      halted.add(status);
    }
  }
}
