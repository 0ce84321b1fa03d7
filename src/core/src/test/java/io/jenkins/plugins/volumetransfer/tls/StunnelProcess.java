package io.jenkins.plugins.volumetransfer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A real stunnel on loopback; closing it kills the process. */
final class StunnelProcess implements AutoCloseable {

  static final Path PROGRAM = Path.of("/usr/bin/stunnel");

  private static final Duration START_MAX = Duration.ofSeconds(10);
  private static final Duration LOG_MAX = Duration.ofSeconds(5);
  private static final int PORT_ATTEMPTS_MAX = 3;

  private final Process process;
  private final int port;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private StunnelProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    // A pipe, not a file: stunnel opens /dev/stdout anew, which in a file would be a second offset.
    Thread reader = new Thread(this::read, "stunnel-log-" + port);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts stunnel with one service, listening on a free loopback port.
   *
   * @param service the lines of the service but for {@code accept}
   */
  static StunnelProcess start(Path directory, List<String> service)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= PORT_ATTEMPTS_MAX; attempt++) {
      int port = freePort();
      Path config = Files.createTempFile(directory, "stunnel", ".conf");
      Files.writeString(
          config,
          "foreground = yes\noutput = /dev/stdout\npid =\nsyslog = no\n[rsync]\naccept = 127.0.0.1:"
              + port
              + "\n"
              + String.join("\n", service)
              + "\n");
      StunnelProcess started =
          new StunnelProcess(
              new ProcessBuilder(PROGRAM.toString(), config.toString())
                  .redirectErrorStream(true)
                  .start(),
              port);
      if (started.listens()) {
        return started;
      }
      started.close();
      // Another process took the port in between.
      assertThat(started.log).anyMatch(line -> line.contains("Address already in use"));
    }
    throw new IllegalStateException("no free port in " + PORT_ATTEMPTS_MAX + " attempts");
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Waits until a line of the log contains the text. */
  void awaitLog(String text) {
    await()
        .alias("stunnel's log says: " + text)
        .atMost(LOG_MAX)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(log).anyMatch(line -> line.contains(text)));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean listens() throws InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket probe = new Socket()) {
        probe.connect(address());
        return true;
      } catch (IOException notYet) {
        Thread.sleep(10);
      }
    }
    return false;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(log::add);
    } catch (IOException | UncheckedIOException closed) {
      // The process was killed; the log is complete.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
