package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: an engine's runs share its turns, and none is lost. */
class SlotsTest {
  private final RunHandle one = new Handle();
  private final RunHandle other = new Handle();
  private final List<String> granted = new ArrayList<>();
  private final Slots slots = new Slots(2);

  @Test
  @DisplayName("no more at once than there are, over all runs, first come first served")
  void bounded() {
    await(one, "a");
    await(one, "b");
    await(one, "c");
    await(other, "a");
    assertThat(granted).containsExactly("a", "b");

    slots.pass(one, "a");
    assertThat(granted).containsExactly("a", "b", "c");

    slots.pass(one, "b");
    assertThat(granted).containsExactly("a", "b", "c", "a");
  }

  @Test
  @DisplayName("who no longer waits is passed over")
  void noLongerWaiting() {
    await(one, "a");
    await(one, "b");
    await(one, "c");
    await(other, "d");

    slots.pass(one, "c");
    slots.pass(one, "a");

    assertThat(granted).containsExactly("a", "b", "d");
  }

  @Test
  @DisplayName("a run that is over gives back all that it has or waits for")
  void runIsOver() {
    await(one, "a");
    await(one, "b");
    await(one, "c");
    await(other, "d");

    slots.passAll(one);

    assertThat(granted).containsExactly("a", "b", "d");
  }

  private void await(RunHandle run, String transfer) {
    slots.await(run, transfer, () -> granted.add(transfer));
  }

  /** Only tells itself from others. */
  private static final class Handle implements RunHandle {
    @Override
    public RunId id() {
      return new RunId("same");
    }

    @Override
    public CompletionStage<RunResult> result() {
      return new CompletableFuture<>();
    }

    @Override
    public void stop(Failure why) {}
  }
}
