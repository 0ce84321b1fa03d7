package io.jenkins.plugins.volumetransfer.simulator.level.local;

import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Images;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Scenario;
import io.jenkins.plugins.volumetransfer.simulator.scenario.SourceContainer;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Strike;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.Retries;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is different from the start for a scenario.
 *
 * @param isStruckInCopy whether the copy must last
 * @param bytesPerSecond how fast it is then
 */
record Staging(Scenario scenario, Topology topology, boolean isStruckInCopy, long bytesPerSecond) {
  private static final Duration SHORT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration RETRY_DELAY = Duration.ofMillis(100);

  /** The discard port of this machine; nobody listens there. */
  private static final Endpoint NOBODY = new Endpoint.Address("127.0.0.1", 9);

  TransferSpec spec(TransferSpec plain) {
    TransferSpec spec =
        plain
            .withPods(pods())
            .withRetries(new Retries(scenario.has(What.POD_REPLACED) ? 1 : 0, RETRY_DELAY));
    if (isStruckInCopy) {
      spec = spec.withRsync(slowly());
    }
    return scenario.has(What.TUNNEL_NEVER_ANSWERS)
        ? spec.withEndpoint(NOBODY).withTimeouts(shortTunnelTimeout())
        : spec;
  }

  private PodOptions pods() {
    PodOptions usual = PodOptions.DEFAULT;
    return new PodOptions(
        topology,
        usual.podPer(),
        usual.runAs(),
        image(SourceContainer.RSYNC),
        image(SourceContainer.STUNNEL),
        usual.source().rsyncResources(),
        usual.source().stunnelResources());
  }

  private static String image(SourceContainer container) {
    return container.label() + ":1";
  }

  private RsyncOptions slowly() {
    RsyncOptions usual = RsyncOptions.DEFAULT;
    return new RsyncOptions(
        usual.delete(),
        usual.maxDelete(),
        OptionalLong.of(bytesPerSecond),
        usual.excludes(),
        usual.flags());
  }

  private static Timeouts shortTunnelTimeout() {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(
        SHORT_TIMEOUT, usual.podStart(), usual.noProgress(), usual.transfer(), usual.claim());
  }

  /** The destination's container is the first that asks for an image, and gets it. */
  static void images(Strike strike, Images images) {
    if (strike.what() != What.CONTAINER_NEVER_STARTS
        && strike.what() != What.CONTAINER_STARTS_LATE) {
      return;
    }
    AtomicInteger asked = new AtomicInteger();
    images.only(
        image -> {
          if (!image.equals(image(strike.on().orElseThrow()))) {
            return true;
          }
          int time = asked.incrementAndGet();
          return time == 1 || time > 2 && strike.what() == What.CONTAINER_STARTS_LATE;
        });
  }
}
