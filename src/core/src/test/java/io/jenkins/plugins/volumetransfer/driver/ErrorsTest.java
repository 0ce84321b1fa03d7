package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: a run has an end and its own reason, though what it calls throws an {@link Error}. */
class ErrorsTest {
  private static final long SECONDS_MAX = 60;
  private static final Failure DENIED = new Failure(Reason.PERMISSION_DENIED, "no right");

  @Test
  @DisplayName("an Error at the beginning ends the run, as a defect with the Error's name")
  void atTheBeginning() throws Exception {
    Clusters deep =
        ref -> {
          throw new StackOverflowError("deep");
        };

    Failure failure = failureOf(deep, announcement -> {});

    assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
    assertThat(failure.message()).contains("StackOverflowError: deep");
  }

  @Test
  @DisplayName("a listener that throws an Error changes nothing of the run's end")
  void ofAListener() throws Exception {
    Clusters denying =
        ref -> {
          throw new ClusterException(DENIED, null);
        };

    Failure failure =
        failureOf(
            denying,
            announcement -> {
              throw new NoClassDefFoundError("listener");
            });

    assertThat(failure).isEqualTo(DENIED);
  }

  private static Failure failureOf(Clusters clusters, Consumer<Announcement> listener)
      throws Exception {
    SecureRandom random = new SecureRandom();
    try (TransferEngine engine = new TransferEngine(clusters, Clock.systemUTC(), random)) {
      RunResult result =
          engine
              .start(SampleTransfers.spec("a/x b/data"), RunId.random(random), listener)
              .result()
              .toCompletableFuture()
              .get(SECONDS_MAX, TimeUnit.SECONDS);
      return result.transfers().get(0).failure().orElseThrow();
    }
  }
}
