package io.jenkins.plugins.volumetransfer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.spec.Concurrency;
import io.jenkins.plugins.volumetransfer.spec.KeepPods;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.Retries;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: whatever happens, and in whatever order, the engine's laws hold. Method: hundreds of seeded
 * worlds; a failure prints its seed and all that happened. To run one again: {@code
 * -Dengine.seed=N}.
 */
class RandomRunTest {
  private static final int RUNS = Integer.getInteger("engine.seeds", 400);
  private static final int HEAD = 800;

  @ParameterizedTest(name = "in an {0} world")
  @Tag("search")
  @DisplayName("every run ends, once, cleaned up, and succeeds only by rsync's 0")
  @EnumSource(RandomWorld.Manner.class)
  void lawsHold(RandomWorld.Manner manner) {
    Long only = Long.getLong("engine.seed");
    for (long seed = 1; seed <= RUNS; seed++) {
      if (only == null || only == seed) {
        live(seed, manner);
      }
    }
  }

  @Test
  @DisplayName("these worlds are not empty: successes and many kinds of failure are reached")
  void reached() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    int successes = 0;
    int retried = 0;
    for (long seed = 1; seed <= HEAD; seed++) {
      for (TransferResult result : live(seed, RandomWorld.Manner.HONEST).transfers()) {
        successes += result.succeeded() ? 1 : 0;
        retried += result.succeeded() && !result.attempts().isEmpty() ? 1 : 0;
        result.attempts().forEach(failure -> reasons.add(failure.reason()));
      }
    }

    assertThat(successes).isGreaterThan(HEAD / 10);
    assertThat(retried).isPositive();
    assertThat(reasons)
        .contains(
            Reason.RSYNC_FAILED,
            Reason.CONNECTION_LOST,
            Reason.TUNNEL_DIED,
            Reason.DESTINATION_ENDED,
            Reason.EVICTED,
            Reason.POD_DELETED,
            Reason.PODS_STUCK,
            Reason.POD_NOT_STARTED,
            Reason.IMAGE_MISSING,
            Reason.API_UNREACHABLE,
            Reason.RESULT_INCOMPLETE,
            Reason.DEADLINE,
            Reason.FAIL_FAST,
            Reason.PROCESS_DIED,
            Reason.NOT_STARTED,
            Reason.ABORTED);
  }

  private static RunResult live(long seed, RandomWorld.Manner manner) {
    Random random = new Random(seed);
    KeepPods keepPods = KeepPods.values()[(int) (seed % 2)];
    RandomWorld world = new RandomWorld(spec(random, keepPods), random, manner);
    try {
      return world.live();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed " + seed + ", " + manner + ": " + e + "\n" + world.history(), e);
    }
  }

  private static TransferSpec spec(Random random, KeepPods keepPods) {
    String[] pairs = {"a/x b/x", "a/y b/y", "a/z c/z"};
    String[] some = Arrays.copyOf(pairs, 1 + random.nextInt(pairs.length));
    PodOptions normal = PodOptions.DEFAULT;
    return SampleTransfers.spec(some)
        .withConcurrency(new Concurrency(1 + random.nextInt(3), random.nextInt(4) == 0))
        .withRetries(new Retries(random.nextInt(4), Duration.ofSeconds(1)))
        .withPods(
            new PodOptions(
                normal.topology(),
                random.nextBoolean() ? PodPer.CLAIM : PodPer.NAMESPACE,
                normal.runAs(),
                normal.source(),
                normal.destination(),
                normal.ids(),
                normal.isolation(),
                keepPods));
  }
}
