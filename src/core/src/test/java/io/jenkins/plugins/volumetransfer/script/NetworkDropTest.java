package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: a copy outlives a network that drops for a while, and ends with a name where it does not
 * come back. Method: each pod in a network namespace of its own, and a link between the two that is
 * taken down while the copy is under way. Only root can make those.
 */
@DisplayName("A network that drops in mid-copy")
@Tag("integration")
class NetworkDropTest {
  private static final String SOURCE_ADDRESS = "192.0.2.1";
  private static final String DESTINATION_ADDRESS = "192.0.2.2";
  private static final Duration DROP = Duration.ofSeconds(20);

  /** TCP waits twice as long before each new try, so up to another {@link #DROP} may pass. */
  private static final Duration RESUMED = DROP.plusSeconds(30);

  private final String suffix = Integer.toString(ThreadLocalRandom.current().nextInt(1 << 20), 36);
  private final String source = "vt-s-" + suffix;
  private final String destination = "vt-d-" + suffix;
  private final TransferPods pods = new TransferPods().volume("data", "");

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(
        succeeds("ip netns add " + source + " && ip netns add " + destination),
        "skipped: network namespaces can't be made here; it needs root");
    Container.runShell(
        """
        set -o errexit
        ip link add eth0 netns %1$s type veth peer name eth0 netns %2$s
        for each in '%1$s %3$s' '%2$s %4$s'; do
          read -r namespace address <<<"$each"
          ip -n "$namespace" address add "$address/24" dev eth0
          ip -n "$namespace" link set eth0 up
          ip -n "$namespace" link set lo up
        done
        """
            .formatted(source, destination, SOURCE_ADDRESS, DESTINATION_ADDRESS));
    pods.endpointHost(DESTINATION_ADDRESS);
    TextFiles.write(pods.sourceDirectory("data").resolve("large"), "0123456789".repeat(800_000));
  }

  @AfterEach
  void end() throws Exception {
    pods.close();
    succeeds("ip netns delete " + source + "; ip netns delete " + destination);
  }

  @Test
  @DisplayName("for 20 seconds is waited out, and what arrives is equal")
  void drops() throws Exception {
    Container copy = startCopy("--timeout=120");

    link("down");
    Thread.sleep(DROP.toMillis());
    assertThat(copy.isRunning()).as(copy.log()).isTrue();
    assertThat(pods.result()).isEmpty();
    link("up");

    assertThat(copy.exitCode(RESUMED)).as(copy.log()).isZero();
    assertThat(TextFiles.tree(pods.destinationDirectory("data")))
        .isEqualTo(TextFiles.tree(pods.sourceDirectory("data")));
  }

  @Test
  @DisplayName("for ever is ended by rsync's own watch on the data, with its code: 30")
  void dropsForEver() throws Exception {
    Container copy = startCopy("--timeout=4");

    link("down");

    assertThat(copy.exitCode()).as(copy.log()).isEqualTo(30);
    assertThat(pods.result()).containsExactly("data 30");
  }

  /** Returns when a part of the data has arrived. */
  private Container startCopy(String timeout) {
    pods.copyArguments("--archive", "--inplace", "--bwlimit=1024", "--info=PROGRESS2", timeout);
    Container rsyncd = pods.start(within(destination), Script.DESTINATION_RSYNC);
    Container stunnel = pods.start(within(destination), Script.DESTINATION_STUNNEL);
    rsyncd.awaitLog("listening on port");
    stunnel.awaitLog("Configuration successful");
    Container copy = pods.start(within(source), Script.SOURCE_SINGLE);
    pods.awaitCopying();
    return copy;
  }

  private void link(String state) {
    Container.runShell("ip -n %s link set eth0 %s".formatted(source, state));
  }

  private static List<String> within(String namespace) {
    return List.of("ip", "netns", "exec", namespace);
  }

  private static boolean succeeds(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("bash", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
